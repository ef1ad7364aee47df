namespace AigcStudio.Web.Campaigns;

/// <summary>How sure the registry is.</summary>
public enum VerdictKind
{
    /// <summary>Nothing of it left this studio.</summary>
    Unknown,

    /// <summary>It looks like a file that did.</summary>
    Like,

    /// <summary>It is, byte for byte, a file that did.</summary>
    Same,
}

/// <summary>What is known of a file.</summary>
/// <param name="FileHash">SHA-256, hex.</param>
/// <param name="Bits">Of 64 bits of its look, in how many it differs from the nearest file of the registry.</param>
/// <param name="NextBits">The same from the nearest file that looks different again: far away means that there is no doubt which it is.</param>
public sealed record Verdict(string FileHash, VerdictKind Kind, int Bits, int? NextBits, IReadOnlyList<VerdictLine> Lines);

/// <summary>A file that left the house.</summary>
public sealed record VerdictLine(Guid ArtifactId, DateTimeOffset At, string Format);
