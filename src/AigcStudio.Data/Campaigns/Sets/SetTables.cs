using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Campaigns.Sets;

// What is deleted or erased leaves the sets: the next best takes its place.
internal sealed class SetTables : IEntityTypeConfiguration<MatchedSet>, IEntityTypeConfiguration<SetPart>, IEntityTypeConfiguration<SetPiece>
{
    public void Configure(EntityTypeBuilder<MatchedSet> builder)
    {
        builder.HasOne<Campaign>().WithMany().HasForeignKey(s => s.CampaignId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Parts).WithOne().HasForeignKey(p => p.SetId);
        builder.HasMany(s => s.Pieces).WithOne().HasForeignKey(p => p.SetId);
        builder.HasIndex(s => new { s.CampaignId, s.Id });
        builder.HasIndex(s => s.RankedAt);
    }

    public void Configure(EntityTypeBuilder<SetPart> builder)
    {
        builder.HasKey(p => new { p.SetId, p.Kind });
        builder.HasOne<Generation>().WithMany().HasForeignKey(p => p.GenerationId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(p => p.LockedId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<SetPiece> builder)
    {
        builder.HasKey(p => new { p.SetId, p.ArtifactId });
        builder.HasIndex(p => p.ArtifactId);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(p => p.ArtifactId).OnDelete(DeleteBehavior.Cascade);
    }
}
