using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>A file of the spool that may be a picture. Whoever holds it last deletes or moves it.</summary>
/// <param name="Sequence">Its place in the upload; of two equal pictures the first is kept.</param>
/// <param name="Name">For people.</param>
/// <param name="Label">Its folder's name or its number in a label file; null for none.</param>
internal sealed record Candidate(long Sequence, string Name, string? Label, string Path);

/// <summary>A picture that is stored.</summary>
internal sealed record Kept(
    long Sequence,
    string Name,
    string? Label,
    ContentHash Hash,
    long Bytes,
    int Width,
    int Height,
    bool Colour,
    ulong PerceptualHash)
{
    /// <summary>Where an earlier version put it: true held out, false trained on, null for a new one.</summary>
    public bool? WasHeldOut { get; init; }
}
