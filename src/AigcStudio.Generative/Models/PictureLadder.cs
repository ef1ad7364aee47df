using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;

namespace AigcStudio.Generative.Models;

/// <summary>The sizes that picture families work at: each a small square, doubled a number of times.</summary>
/// <param name="Side">Of the picture, px.</param>
/// <param name="Foot">Of the smallest map, px.</param>
/// <param name="Doublings">From foot to side.</param>
public sealed record PictureLadder(int Side, int Foot, int Doublings)
{
    /// <summary>Choice of a setting: by the dataset.</summary>
    public const string Auto = "auto";

    private static readonly PictureLadder[] Known = [new(28, 7, 2), new(32, 8, 2), new(64, 8, 3), new(128, 8, 4)];

    /// <exception cref="RecipeException"><c>recipe.wrongForm</c>: not a square picture of a side that the ladder has.</exception>
    public static PictureLadder Of(ExampleForm form) =>
        form is ImageForm { Channels: 1 or 3 } picture && picture.Height == picture.Width
        && Known.FirstOrDefault(k => k.Side == picture.Width) is { } ladder
            ? ladder
            : throw new RecipeException("recipe.wrongForm", form.Key);

    /// <summary>The form by settings <c>resolution</c> and <c>colour</c>, each a choice with <see cref="Auto"/>.</summary>
    /// <exception cref="RecipeException"><c>recipe.wrongModality</c>.</exception>
    public static ImageForm FormFor(JsonObject settings, DatasetSummary dataset)
    {
        if (dataset.Modality != Modality.Image)
        {
            throw new RecipeException("recipe.wrongModality", dataset.Modality);
        }

        var resolution = (string)settings["resolution"]!;
        var colour = (string)settings["colour"]!;
        var side = resolution == Auto ? SideFor(Math.Min(dataset.TypicalWidth, dataset.TypicalHeight)) : int.Parse(resolution, null);
        return new ImageForm(colour == "colour" || (colour == Auto && dataset.Colour) ? 3 : 1, side, side);
    }

    // 128 px is never chosen by itself: on a processor it is an hour's matter, and the person should have meant it.
    private static int SideFor(int pictureSide) => pictureSide switch
    {
        <= 28 => 28,
        <= 48 => 32,
        _ => 64,
    };
}
