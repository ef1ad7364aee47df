using AigcStudio.Core.Datasets;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Reviews;

/// <summary>Artifacts in words, for those who do not see their tile; nothing of their makers.</summary>
internal static class BlindWords
{
    /// <param name="place">From 1.</param>
    public static string Of(Texts texts, BlindTile tile, int place) => tile.Modality switch
    {
        Modality.Text => texts["gallery.name.text", place, string.Join(' ', (tile.Opening ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))],
        Modality.Audio => texts["gallery.name.sound", place, SoundWords.Length(tile.Length)],
        _ => texts["gallery.name.picture", place],
    } + (tile.NearCopy ? $" {texts["reviews.nearCopy.flag"]}" : "");
}
