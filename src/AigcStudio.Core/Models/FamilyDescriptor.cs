using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Models;

/// <summary>What the studio knows of a kind of model: written by the Engine at build time, strings included.</summary>
/// <param name="Id">The family's stable name, for example <c>ImageGan</c>.</param>
/// <param name="Labelled">True where a draw can ask for a label.</param>
/// <param name="Series">The series its runs report, in the order in which a chart shows them.</param>
/// <param name="MinimumItems">Fewer items than this are refused before a run is queued.</param>
public sealed record FamilyDescriptor(
    string Id,
    Modality Modality,
    LocalizedText Title,
    LocalizedText Summary,
    bool Labelled,
    int MinimumItems,
    IReadOnlyList<SettingDescriptor> Settings,
    IReadOnlyList<FamilyPreset> Presets,
    IReadOnlyList<SeriesDescriptor> Series)
{
    /// <summary>From so many items on it does well; with fewer, a family that needs fewer is proposed before it.</summary>
    public int WellFrom { get; init; }

    /// <summary>True where it learns from questions and their replies, and draws a reply to a question.</summary>
    public bool Pairs { get; init; }

    /// <summary>True where it makes given pictures larger and has none of its own to draw.</summary>
    public bool Enlarges { get; init; }

    /// <summary>Pictures: the shortest typical side of a dataset that it learns anything from, px; 0 for any.</summary>
    public int LeastSide { get; init; }

    /// <summary>What a person may set of a draw, beside count, seed and label; the keys of <see cref="Gallery.DrawRequest.Settings"/>.</summary>
    public IReadOnlyList<SettingDescriptor> DrawSettings { get; init; } = [];
}

/// <summary>Quick, Good or Best: a budget and the settings that differ from the defaults.</summary>
/// <param name="Id"><c>quick</c>, <c>good</c>, <c>best</c>.</param>
/// <param name="Minutes">Wall time on this host, turned into steps when the run is queued.</param>
public sealed record FamilyPreset(string Id, LocalizedText Title, double Minutes, JsonObject Settings);

/// <summary>A line of the chart.</summary>
/// <param name="Id">For example <c>loss.generator</c>.</param>
/// <param name="Unit">For example <c>nats</c>; empty for pure numbers.</param>
public sealed record SeriesDescriptor(string Id, LocalizedText Title, string Unit)
{
    /// <summary>What the line tells, and which way is good, in one or two sentences; null where the title says it all.</summary>
    public LocalizedText? Help { get; init; }
}
