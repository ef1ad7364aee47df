using AigcStudio.Data.Datasets;
using AigcStudio.Data.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Runs;

internal sealed class RunTables :
    IEntityTypeConfiguration<Run>,
    IEntityTypeConfiguration<RunPoint>,
    IEntityTypeConfiguration<RunSample>,
    IEntityTypeConfiguration<Checkpoint>,
    IEntityTypeConfiguration<RunLine>,
    IEntityTypeConfiguration<MeasuredSpeed>,
    IEntityTypeConfiguration<Model>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.Property(r => r.Name).HasMaxLength(200);
        builder.HasOne<DatasetVersion>().WithMany().HasForeignKey(r => r.DatasetVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.State);
    }

    public void Configure(EntityTypeBuilder<RunPoint> builder)
    {
        builder.HasKey(p => new { p.RunId, p.Series, p.Step });
        builder.HasOne<Run>().WithMany().HasForeignKey(p => p.RunId);
    }

    public void Configure(EntityTypeBuilder<RunSample> builder)
    {
        builder.HasKey(s => new { s.RunId, s.Step });
        builder.HasOne<Run>().WithMany().HasForeignKey(s => s.RunId);
    }

    public void Configure(EntityTypeBuilder<Checkpoint> builder)
    {
        builder.HasIndex(c => new { c.RunId, c.Step }).IsUnique();
        builder.HasOne<Run>().WithMany().HasForeignKey(c => c.RunId);
    }

    public void Configure(EntityTypeBuilder<RunLine> builder)
    {
        builder.HasKey(l => new { l.RunId, l.Sequence });
        builder.HasOne<Run>().WithMany().HasForeignKey(l => l.RunId);
    }

    public void Configure(EntityTypeBuilder<MeasuredSpeed> builder)
    {
        builder.HasKey(s => s.Key);
        builder.HasIndex(s => new { s.FamilyId, s.Device });
    }

    public void Configure(EntityTypeBuilder<Model> builder)
    {
        builder.Property(m => m.Name).HasMaxLength(200);
        builder.HasOne<Run>().WithMany().HasForeignKey(m => m.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Checkpoint>().WithMany().HasForeignKey(m => m.CheckpointId).OnDelete(DeleteBehavior.Restrict);
    }
}
