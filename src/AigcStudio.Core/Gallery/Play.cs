using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Gallery;

/// <summary>One place in a model's latent space, and the chances that its example is made with.</summary>
/// <param name="Code">As <see cref="CodeText"/> writes it.</param>
/// <param name="Seed">With <paramref name="Index"/>, the chances of whatever is not in the code, such as a text's choice of letters.</param>
public sealed record PlayCode(string Code, int Seed, int Index);

/// <summary>A tile that keeps its code.</summary>
/// <param name="Place">0 and on, row by row.</param>
public sealed record PinnedCode(int Place, PlayCode Code);

/// <summary>A sheet of examples: codes drawn from a seed, all moved together.</summary>
/// <param name="Count">1 to <see cref="MostTiles"/>.</param>
/// <param name="Label">Drawn from among the codes of this label; null for any.</param>
/// <param name="Spread">How far the codes lie from their middle: 1 as they were drawn, 0 all in the middle, to <see cref="MostSpread"/>.</param>
/// <param name="Sliders">Standard deviations along each direction of <see cref="SpaceOutcome"/>, in its order; those left out are 0.</param>
/// <param name="At">A place of the map around which all is drawn, standard deviations along the first two directions; null for everywhere.</param>
public sealed record PlaySheet(
    int Count, int Seed, string? Label, double Spread, IReadOnlyList<double> Sliders, IReadOnlyList<double>? At, IReadOnlyList<PinnedCode> Pinned)
{
    public const int MostTiles = 64;

    public const double MostSpread = 2;

    /// <summary>Farthest legal slider and place, in standard deviations: beyond, no decoder has seen a code.</summary>
    public const double MostSigmas = 4;

    /// <summary>The first tile's place among all that the seed draws, 0 to <see cref="MostFirst"/>: tile 0 of a sheet from 70 on is example 70 of a draw.</summary>
    public int First { get; init; }

    public const int MostFirst = 1_000_000;
}

/// <summary>Examples on the way from stop to stop.</summary>
/// <param name="Stops">1 to <see cref="PlaySheet.MostTiles"/>.</param>
/// <param name="Ways">Where each example lies: 0 on the first stop, 1 on the second, 1.5 halfway to the third.</param>
public sealed record PlayWay(IReadOnlyList<PlayCode> Stops, IReadOnlyList<double> Ways)
{
    /// <summary>Examples of one way: 25 seconds of pictures.</summary>
    public const int MostWays = 600;

    /// <summary>The stops themselves.</summary>
    public static PlayWay Of(IReadOnlyList<PlayCode> stops) => new(stops, [.. Enumerable.Range(0, stops.Count).Select(i => (double)i)]);
}

/// <summary>Codes are to become examples: a sheet or a way, one of the two.</summary>
/// <param name="WithCodes">True where the outcome is to name the codes.</param>
/// <param name="Preview">True for the eye alone: as soon as may be, and no more than nearly what a draw makes of the codes, which else it is to the bit.</param>
/// <param name="OutputPath">Where the raw examples go, one after another in the outcome's form.</param>
public sealed record DecodeRequest(
    string CheckpointPath, ContentHash CheckpointHash, PlaySheet? Sheet, PlayWay? Way, bool WithCodes, bool Preview, string OutputPath, string Device);

/// <param name="Places">Of each example on the map, standard deviations along the first two directions.</param>
/// <param name="Codes">Of each example; empty where they were not asked for.</param>
/// <param name="Seconds">The decoding itself, without loading.</param>
public sealed record DecodeOutcome(
    ExampleForm Form, int Count, int Step, IReadOnlyList<PlacePoint> Places, IReadOnlyList<PlayCode> Codes, double Seconds);

/// <summary>A place of the map, in standard deviations along the first two directions from the middle of all codes.</summary>
public readonly record struct PlacePoint(double X, double Y);

/// <summary>What a model's latent space looks like.</summary>
/// <param name="PackPath">What the model learned from, whose items are laid on the map; null for none.</param>
/// <param name="MostItems">Items at most, evenly over the pack.</param>
public sealed record SpaceRequest(string CheckpointPath, ContentHash CheckpointHash, string? PackPath, int MostItems, string Device);

/// <param name="CodeLength">Numbers of a code.</param>
/// <param name="Directions">The leading ones, the widest first, then one towards each label.</param>
/// <param name="Labels">What a sheet may be drawn from.</param>
/// <param name="Items">Training items on the map; empty where the model has no encoder or no pack was given.</param>
/// <param name="Encodes">Whether the model has an encoder.</param>
public sealed record SpaceOutcome(
    ExampleForm Form, int CodeLength, IReadOnlyList<SpaceDirection> Directions, IReadOnlyList<string> Labels, IReadOnlyList<SpaceItem> Items, bool Encodes);

/// <param name="Label">Towards this label; null for a leading direction.</param>
/// <param name="Share">Of what a leading direction explains of all variation, 0 to 1; 0 for one towards a label.</param>
public sealed record SpaceDirection(string? Label, double Share);

/// <param name="Index">In the dataset's version.</param>
/// <param name="Label">Index of its label, -1 for none.</param>
public sealed record SpaceItem(int Index, int Label, double X, double Y);
