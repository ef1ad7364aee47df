using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>One erasure: what was asked for, and what it took.</summary>
public sealed class Erasure
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>Why, in the administrator's words: a request's number, a name.</summary>
    public string Reason { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>Null until the bytes are gone too.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public int Items { get; set; }

    public int Versions { get; set; }

    public int Models { get; set; }

    public int Artifacts { get; set; }

    /// <summary>Files that had left the house before: nobody can take those back.</summary>
    public int Exports { get; set; }

    /// <summary>What is still to be deleted from the disk (<see cref="ErasureLeft"/>), JSON; empty once it is gone.</summary>
    public string Left { get; set; } = "";
}

/// <summary>Bytes that are not taken in again.</summary>
public sealed class ErasedContent
{
    /// <summary>SHA-256 of a blob or of a text, hex.</summary>
    public required string Hash { get; init; }

    public Guid ErasureId { get; init; }
}

internal sealed class ErasureTables : IEntityTypeConfiguration<Erasure>, IEntityTypeConfiguration<ErasedContent>
{
    public void Configure(EntityTypeBuilder<Erasure> builder) => builder.Property(e => e.Reason).HasMaxLength(500);

    public void Configure(EntityTypeBuilder<ErasedContent> builder)
    {
        builder.HasKey(c => c.Hash);
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.HasOne<Erasure>().WithMany().HasForeignKey(c => c.ErasureId);
    }
}
