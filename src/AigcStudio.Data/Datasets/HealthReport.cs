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
}

public sealed record LabelCount(string Label, int Count);

public sealed record RefusedFile(string Name, Said Reason);
