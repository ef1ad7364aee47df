using AigcStudio.Data.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Gallery;

internal sealed class GalleryTables :
    IEntityTypeConfiguration<Artifact>,
    IEntityTypeConfiguration<Generation>,
    IEntityTypeConfiguration<ExportRecord>,
    IEntityTypeConfiguration<Rating>,
    IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Artifact> builder)
    {
        // A draw that is started again after a kill must not fill the gallery twice.
        builder.HasIndex(a => new { a.GenerationId, a.Index }).IsUnique();
        // All that a grid's ids depend on, so that they are read from the index alone.
        builder.HasIndex(a => new { a.TrashedAt, a.Id, a.Visibility, a.OwnerId, a.Stars, a.ReviewState, a.Label });
        builder.HasIndex(a => new { a.RunId, a.Id });
        builder.HasIndex(a => new { a.ModelId, a.Id });
        builder.HasIndex(a => a.BlobHash);
        // A person's share of the store is a sum over these two.
        builder.HasIndex(a => new { a.OwnerId, a.Bytes });
        builder.HasOne<Generation>().WithMany().HasForeignKey(a => a.GenerationId);
    }

    public void Configure(EntityTypeBuilder<Generation> builder) => builder.HasIndex(g => g.RunId);

    public void Configure(EntityTypeBuilder<ExportRecord> builder)
    {
        builder.HasIndex(e => e.FileHash);
        builder.HasIndex(e => e.ArtifactId);
    }

    public void Configure(EntityTypeBuilder<Rating> builder)
    {
        builder.HasKey(r => new { r.ArtifactId, r.PersonId });
        builder.HasOne<Artifact>().WithMany().HasForeignKey(r => r.ArtifactId);
        builder.HasIndex(r => r.PersonId);
    }

    public void Configure(EntityTypeBuilder<Review> builder) => builder.HasOne<Artifact>().WithMany().HasForeignKey(r => r.ArtifactId);
}
