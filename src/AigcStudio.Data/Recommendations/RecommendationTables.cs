using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Recommendations;

internal sealed class RecommendationTables :
    IEntityTypeConfiguration<ArtifactFeatures>,
    IEntityTypeConfiguration<HiddenRecommendation>,
    IEntityTypeConfiguration<TasteStart>
{
    public void Configure(EntityTypeBuilder<ArtifactFeatures> builder)
    {
        builder.HasKey(f => f.ArtifactId);
        builder.HasOne<Artifact>().WithOne().HasForeignKey<ArtifactFeatures>(f => f.ArtifactId);
        builder.HasIndex(f => new { f.Version, f.At });
    }

    public void Configure(EntityTypeBuilder<HiddenRecommendation> builder)
    {
        builder.HasKey(h => new { h.PersonId, h.ArtifactId });
        builder.HasOne<Artifact>().WithMany().HasForeignKey(h => h.ArtifactId);
    }

    public void Configure(EntityTypeBuilder<TasteStart> builder)
    {
        builder.HasKey(t => t.PersonId);
        builder.Property(t => t.PersonId).ValueGeneratedNever();
    }
}
