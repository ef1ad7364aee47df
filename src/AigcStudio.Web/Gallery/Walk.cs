using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Gallery;

/// <summary>Raw examples that belong in a row.</summary>
/// <param name="Raw">Their file.</param>
/// <param name="PerSecond">Frames of a clip; of no meaning for texts and sounds.</param>
public sealed record Walk(string Raw, ExampleForm Form, int Count, int PerSecond)
{
    /// <summary>A sound that is heard with a clip; null for none.</summary>
    public string? Sound { get; init; }
}
