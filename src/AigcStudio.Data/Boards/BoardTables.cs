using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Boards;

internal sealed class BoardTables :
    IEntityTypeConfiguration<Board>,
    IEntityTypeConfiguration<BoardItem>,
    IEntityTypeConfiguration<BoardTarget>
{
    public void Configure(EntityTypeBuilder<Board> builder)
    {
        builder.HasIndex(b => b.OwnerId);
        builder.HasOne<Board>().WithMany().HasForeignKey(b => b.ParentId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BoardItem> builder)
    {
        // Ids carry their time, so the key alone gives a board's newest.
        builder.HasKey(i => new { i.BoardId, i.ArtifactId });
        builder.HasIndex(i => new { i.BoardId, i.Place });
        builder.HasIndex(i => new { i.ArtifactId, i.BoardId });
        builder.HasOne<Board>().WithMany().HasForeignKey(i => i.BoardId);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(i => i.ArtifactId);
    }

    public void Configure(EntityTypeBuilder<BoardTarget> builder)
    {
        builder.HasKey(t => t.PersonId);
        builder.HasOne<Board>().WithMany().HasForeignKey(t => t.BoardId);
    }
}
