using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Jobs;

internal sealed class JobTables : IEntityTypeConfiguration<Job>, IEntityTypeConfiguration<DeviceSample>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.HasIndex(j => new { j.State, j.Rank, j.CreatedAt });
        builder.HasIndex(j => j.SubjectId);
        // What each open page asks again and again: the viewer's own that are not over.
        builder.HasIndex(j => new { j.OwnerId, j.State });
    }

    public void Configure(EntityTypeBuilder<DeviceSample> builder)
    {
        builder.ToTable("DeviceSamples");
        builder.HasKey(s => new { s.Device, s.At });
        builder.HasIndex(s => s.At);
    }
}
