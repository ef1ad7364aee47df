using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Datasets;

internal sealed class DatasetTables :
    IEntityTypeConfiguration<Dataset>,
    IEntityTypeConfiguration<DatasetFile>,
    IEntityTypeConfiguration<DatasetVersion>,
    IEntityTypeConfiguration<Item>
{
    public void Configure(EntityTypeBuilder<Dataset> builder)
    {
        builder.Property(d => d.Name).HasMaxLength(200);
        builder.HasMany(d => d.Files).WithOne().HasForeignKey(f => f.DatasetId);
        builder.HasIndex(d => new { d.TrashedAt, d.Id });
        builder.HasMany(d => d.Versions).WithOne(v => v.Dataset).HasForeignKey(v => v.DatasetId);
    }

    public void Configure(EntityTypeBuilder<DatasetFile> builder)
    {
        builder.Property(f => f.Name).HasMaxLength(UploadName.MaxLength);
        builder.Ignore(f => f.IsComplete);
        // Of two uploads under one name that are both yet to be taken in, the later goes on where the first stopped.
        builder.HasIndex(f => new { f.DatasetId, f.Name }).IsUnique().HasFilter("\"VersionId\" IS NULL");
    }

    public void Configure(EntityTypeBuilder<DatasetVersion> builder)
    {
        builder.HasIndex(v => new { v.DatasetId, v.Number }).IsUnique();
        builder.Property(v => v.Health).HasConversion<AsJson<HealthReport>>();
        builder.PrimitiveCollection(v => v.Labels);
    }

    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.HasKey(i => new { i.VersionId, i.Index });
        builder.HasIndex(i => i.BlobHash);
        builder.HasIndex(i => i.ArtifactId).HasFilter("\"ArtifactId\" IS NOT NULL");
        builder.HasIndex(i => i.DrawnByRunId).HasFilter("\"DrawnByRunId\" IS NOT NULL");
        builder.HasOne<DatasetVersion>().WithMany().HasForeignKey(i => i.VersionId);
    }
}
