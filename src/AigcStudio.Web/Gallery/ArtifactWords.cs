using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Gallery;

/// <summary>Artifacts in words, for those who do not see their tile.</summary>
internal static class ArtifactWords
{
    /// <summary>What it is and where it stands in its draw; of a text all that its tile shows, so that who speaks to the page can say what is read there.</summary>
    public static string Of(Texts texts, ArtifactTile tile) => tile.Modality switch
    {
        Modality.Text => texts["gallery.name.text", tile.Index + 1, OneLine(tile.Opening ?? "")],
        Modality.Audio => texts["gallery.name.sound", tile.Index + 1, SoundWords.Length(tile.Length)],
        _ => texts["gallery.name.picture", tile.Index + 1],
    };

    /// <summary>The opening as a tile shows it: what was cut off ends at the last whole word, with an ellipsis.</summary>
    public static string Opening(string? opening)
    {
        if (opening is null || opening.EnumerateRunes().Count() < DrawnFiles.OpeningLength)
        {
            return opening ?? "";
        }

        var word = opening.AsSpan().LastIndexOfAny(' ', '\n', '\t');
        return $"{opening[..(word > opening.Length / 2 ? word : opening.Length)].TrimEnd()} …";
    }

    /// <summary>Size or length: pixels, characters, seconds.</summary>
    public static string Size(Texts texts, ArtifactTile tile) => tile.Modality switch
    {
        Modality.Text => texts["gallery.passport.characters", Figures.Whole(tile.Length)],
        Modality.Audio => SoundWords.Length(tile.Length),
        _ => texts["gallery.passport.pixels", tile.Width, tile.Height],
    };

    /// <summary>Where an artifact's sound can be heard.</summary>
    public static string SoundOf(Guid id) => $"/api/artifacts/{id}/sound";

    private static string OneLine(string opening) => string.Join(' ', opening.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
