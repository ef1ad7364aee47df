using AigcStudio.Core;

namespace AigcStudio.Data.Datasets;

/// <summary>The first items of a file of texts as they will be cut.</summary>
/// <param name="Kind">Of the file; of an archive that of its first usable entry is in <paramref name="Entry"/>.</param>
/// <param name="Reading">The choice, or what the file suggests.</param>
/// <param name="Columns">Names to choose from; empty for plain texts.</param>
/// <param name="Texts">Ten at most.</param>
/// <param name="Entry">The archive's entry that is shown; null where the file is no archive.</param>
/// <param name="EntryKind">What that entry is; the kind of the file itself where it is no archive.</param>
/// <param name="Refusal">Why nothing, or nothing further, can be shown; null where all is well.</param>
public sealed record FilePreview(
    TextFileKind Kind, TextReading Reading, IReadOnlyList<string> Columns, IReadOnlyList<PreviewText> Texts, string? Entry, TextFileKind EntryKind, Said? Refusal);

/// <summary>An item in a preview, its beginning.</summary>
/// <param name="Refusal">Why it would be left out; null where it would be kept.</param>
public sealed record PreviewText(string Text, string? Reply, string? Label, Said? Refusal);

/// <summary>What the labels of waiting sounds could be taken from, and how many different ones each would give.</summary>
/// <param name="Chosen">What is chosen now.</param>
public sealed record SoundLabelChoices(SoundLabels Chosen, int Folders, int FirstWords);
