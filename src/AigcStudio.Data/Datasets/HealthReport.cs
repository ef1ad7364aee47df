using AigcStudio.Core;

namespace AigcStudio.Data.Datasets;

/// <summary>What an import found, as numbers and sentences.</summary>
public sealed record HealthReport
{
    public int Accepted { get; init; }

    public int Refused { get; init; }

    public int ExactDuplicates { get; init; }

    public int NearDuplicates { get; init; }

    /// <summary>Items by label name, in the labels' order; empty without labels.</summary>
    public IReadOnlyList<LabelCount> Labels { get; init; } = [];

    /// <summary>The first refused files (at most 200) with their reasons.</summary>
    public IReadOnlyList<RefusedFile> Refusals { get; init; } = [];

    /// <summary>What is worth knowing before training, worst first.</summary>
    public IReadOnlyList<Said> Findings { get; init; } = [];

    public int SmallestWidth { get; init; }

    public int SmallestHeight { get; init; }

    public int LargestWidth { get; init; }

    public int LargestHeight { get; init; }

    /// <summary>Of texts; null otherwise.</summary>
    public TextFigures? Texts { get; init; }

    /// <summary>Of sounds; null otherwise.</summary>
    public SoundFigures? Sounds { get; init; }
}

/// <summary>Lengths in characters (UTF-16 code units); of pairs those of the questions, but <paramref name="Characters"/> counts both.</summary>
/// <param name="Typical">Median.</param>
/// <param name="Alphabet">Different characters, blanks left out.</param>
/// <param name="Pairs">Texts with a reply: all or none.</param>
/// <param name="TypicalReply">Median length of the replies.</param>
public sealed record TextFigures(long Characters, int Shortest, int Typical, int Longest, int Alphabet, int Pairs, int TypicalReply);

/// <param name="Milliseconds">All together.</param>
/// <param name="Shortest">Milliseconds, as are <paramref name="Typical"/> (median) and <paramref name="Longest"/>.</param>
/// <param name="Silence">Share of the time in which next to nothing is heard, 0 .. 1.</param>
public sealed record SoundFigures(long Milliseconds, int Shortest, int Typical, int Longest, double Silence);

public sealed record LabelCount(string Label, int Count);

public sealed record RefusedFile(string Name, Said Reason);
