using System.Text.Json.Serialization;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Campaigns;

/// <summary>How sure the registry is.</summary>
public enum VerdictKind
{
    /// <summary>Nothing of it left this studio.</summary>
    Unknown,

    /// <summary>It looks like a file that did.</summary>
    Like,

    /// <summary>It sounds like a file that did.</summary>
    Heard,

    /// <summary>It is, byte for byte, a file that did.</summary>
    Same,
}

/// <summary>What is known of a file.</summary>
/// <param name="FileHash">SHA-256, hex.</param>
/// <param name="Bits">Of a picture: of 64 bits of its look, in how many it differs from the nearest file of the registry.</param>
/// <param name="NextBits">The same from the nearest file that looks different again: far away means that there is no doubt which it is.</param>
public sealed record Verdict(string FileHash, VerdictKind Kind, int Bits, int? NextBits, IReadOnlyList<VerdictLine> Lines)
{
    /// <summary>Of a sound that was compared by ear; null otherwise.</summary>
    public Hearing? Hearing { get; init; }

    /// <summary>Why a picture or a sound could not be compared with those of the registry; null where it was, and of files that are neither.</summary>
    public Said? NotCompared { get; init; }

    /// <summary>Of a file that lies near nothing: as far from it as 64 bits can be.</summary>
    public static Verdict Unknown(string fileHash) => new(fileHash, VerdictKind.Unknown, 64, null, []);
}

/// <summary>How near a sound lies to those of the registry.</summary>
/// <param name="Differing">From the nearest one: <see cref="SoundPrint.Distance"/>, 0 .. 1.</param>
/// <param name="NextDiffering">From the nearest one of another artifact; null where no other left the house.</param>
/// <param name="Compared">Artifacts of which sounds left the house.</param>
/// <param name="ChanceOfAnother"><see cref="SoundCertainty.ChanceOfAnother"/>, of one pair of sounds.</param>
public sealed record Hearing(double Differing, double? NextDiffering, int Compared, double ChanceOfAnother)
{
    /// <summary>The chance that a sound which is none of those compared lies as near to one of them; at most this, 0 .. 1.</summary>
    public double ChanceOfMistake => Math.Min(1, Compared * ChanceOfAnother);
}

/// <summary>A file that left the house.</summary>
/// <param name="Peaks">Of a sound: its waveform, for the page.</param>
public sealed record VerdictLine(Guid ArtifactId, DateTimeOffset At, string Format, Modality Modality, [property: JsonIgnore] byte[]? Peaks);
