using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Storage;

/// <summary>One clean-up, asked for by a person or by the night.</summary>
public sealed class CleanUp
{
    public Guid Id { get; init; }

    public Guid AskedById { get; init; }

    /// <summary>True where nobody pressed a button: the retention rules did.</summary>
    public bool Nightly { get; init; }

    /// <summary>The <see cref="CleanAsk"/>, JSON.</summary>
    public required string Ask { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null until it is done.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Things that went, as people count them: artifacts, runs, checkpoints, files.</summary>
    public int Removed { get; set; }

    /// <summary>That the disk has back.</summary>
    public long Bytes { get; set; }
}

internal sealed class StorageTables : IEntityTypeConfiguration<CleanUp>, IEntityTypeConfiguration<Housekeeping>
{
    public void Configure(EntityTypeBuilder<CleanUp> builder) => builder.ToTable("CleanUps");

    public void Configure(EntityTypeBuilder<Housekeeping> builder)
    {
        builder.ToTable("Housekeeping");
        builder.Property(h => h.Id).ValueGeneratedNever();
    }
}
