using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Campaigns;

internal sealed class CampaignTables :
    IEntityTypeConfiguration<Brand>,
    IEntityTypeConfiguration<Campaign>,
    IEntityTypeConfiguration<CampaignReview>,
    IEntityTypeConfiguration<Creative>,
    IEntityTypeConfiguration<CreativePicture>
{
    public void Configure(EntityTypeBuilder<Brand> builder)
    {
        builder.Property(b => b.Book).HasConversion<AsJson<AdBrand>>();
        builder.PrimitiveCollection(b => b.ToneWords);
        builder.HasIndex(b => b.OwnerId);
    }

    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.PrimitiveCollection(c => c.Channels);
        builder.HasOne<Brand>().WithMany().HasForeignKey(c => c.BrandId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.Stage, c.Id });
    }

    public void Configure(EntityTypeBuilder<CampaignReview> builder)
    {
        builder.Property(r => r.Words).HasMaxLength(CampaignReviews.LongestWords);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(r => r.CampaignId);
    }

    public void Configure(EntityTypeBuilder<Creative> builder)
    {
        builder.Property(c => c.Design).HasConversion<AsJson<AdDesign>>();
        builder.HasOne<Campaign>().WithMany().HasForeignKey(c => c.CampaignId);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(c => c.SoundId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(c => c.Pictures).WithOne().HasForeignKey(p => p.CreativeId);
    }

    // A picture that is deleted or erased leaves the ads that show it: they then ask for another.
    public void Configure(EntityTypeBuilder<CreativePicture> builder)
    {
        builder.HasKey(p => new { p.CreativeId, p.ArtifactId });
        builder.HasIndex(p => p.ArtifactId);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(p => p.ArtifactId).OnDelete(DeleteBehavior.Cascade);
    }
}
