using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Datasets;

/// <summary>Figures of a version beside its findings, as pairs of a name and a value.</summary>
internal static class HealthFacts
{
    public static IEnumerable<(string Name, string Value)> Of(Modality kind, VersionView version, Texts texts) => (kind, version.Health) switch
    {
        (Modality.Text, { Texts: { } figures }) => OfTexts(figures, version, texts),
        (Modality.Audio, { Sounds: { } figures }) => OfSounds(figures, texts),
        (Modality.Image, { } health) => OfPictures(health, version, texts),
        _ => [],
    };

    private static IEnumerable<(string, string)> OfPictures(HealthReport health, VersionView version, Texts texts)
    {
        yield return (texts["datasets.health.size"], health.SmallestWidth == health.LargestWidth && health.SmallestHeight == health.LargestHeight
            ? texts["datasets.health.sizeOne", health.SmallestWidth, health.SmallestHeight]
            : texts["datasets.health.sizeMany", health.SmallestWidth, health.SmallestHeight, health.LargestWidth, health.LargestHeight, version.TypicalWidth, version.TypicalHeight]);
        yield return (texts["datasets.health.colour"], texts[version.Colour ? "datasets.health.inColour" : "datasets.health.grey"]);
    }

    private static IEnumerable<(string, string)> OfTexts(TextFigures figures, VersionView version, Texts texts)
    {
        yield return (texts["datasets.health.lengths"], texts["datasets.health.lengthsValue", figures.Shortest, figures.Longest, figures.Typical]);
        if (figures.Pairs > 0)
        {
            yield return (texts["datasets.health.replies"], texts["datasets.health.repliesValue", figures.TypicalReply, version.TypicalReplyBytes]);
        }

        yield return (texts["datasets.health.characters"], Number(figures.Characters));
        yield return (texts["datasets.health.alphabet"], Number(figures.Alphabet));
    }

    private static IEnumerable<(string, string)> OfSounds(SoundFigures figures, Texts texts)
    {
        yield return (texts["datasets.health.duration"], SoundWords.Length((int)Math.Min(int.MaxValue, figures.Milliseconds)));
        yield return (texts["datasets.health.soundLengths"], texts["datasets.health.soundLengthsValue",
            SoundWords.Length(figures.Shortest), SoundWords.Length(figures.Longest), SoundWords.Length(figures.Typical)]);
        yield return (texts["datasets.health.silence"], figures.Silence.ToString("P0", CultureInfo.CurrentCulture));
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
