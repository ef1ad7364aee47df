using System.Text.Json.Serialization;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Web.Models.Play;

/// <summary>One frame of a page that is played with: a preview for the eye, never a file. What is to be kept goes to the gallery by its codes.</summary>
/// <param name="Kind"><c>image</c>, <c>text</c>, <c>audio</c>.</param>
/// <param name="Columns">Tiles side by side in <paramref name="Picture"/>.</param>
/// <param name="Picture">A JPEG of all tiles, row by row; null but for pictures, and where their pixels were asked for.</param>
/// <param name="Width">Of one tile, px; 0 but for pictures.</param>
/// <param name="Channels">1 or 3; 0 but for pictures.</param>
/// <param name="Texts">One for each tile; empty but for texts.</param>
/// <param name="Sounds">What each tile sounds like; empty but for sounds.</param>
/// <param name="Places">Of each tile on the map.</param>
/// <param name="Codes">Of each tile, where they were asked for.</param>
/// <param name="Seconds">What the model took.</param>
public sealed record PlayFrame(
    string Kind,
    int Count,
    int Columns,
    byte[]? Picture,
    int Width,
    int Height,
    int Channels,
    IReadOnlyList<string> Texts,
    IReadOnlyList<SoundLook> Sounds,
    IReadOnlyList<PlacePoint> Places,
    IReadOnlyList<PlayCode> Codes,
    double Seconds)
{
    /// <summary>The tiles' pixels, one after another in planes; null where <see cref="Picture"/> has them.</summary>
    [JsonIgnore]
    public byte[]? Planes { get; init; }

    /// <summary>Always: for programs that show it.</summary>
    public bool AiGenerated => true;
}
