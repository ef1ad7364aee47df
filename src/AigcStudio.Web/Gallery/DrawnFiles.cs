using System.Globalization;
using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>From the raw examples of a draw to one file each: a PNG, a text in UTF-8, or a WAV.</summary>
public sealed class DrawnFiles(IMedia media)
{
    /// <summary>Characters of a text that a tile can show.</summary>
    public const int OpeningLength = 280;

    /// <param name="folder">Where the files go, beside the raw ones.</param>
    public async Task<IReadOnlyList<DrawnExample>> MakeAsync(string raw, ExampleForm form, int count, string folder, CancellationToken cancel)
    {
        switch (form)
        {
            case ImageForm pictures:
                await media.EncodePicturesAsync(raw, pictures, count, folder, cancel);
                return [.. Enumerable.Range(0, count).Select(i =>
                    new DrawnExample(FileOf(folder, i, "png"), Modality.Image) { Width = pictures.Width, Height = pictures.Height })];
            case AudioForm sounds:
                var looks = await media.EncodeSoundsAsync(raw, sounds, count, folder, cancel);
                return [.. looks.Select((look, i) =>
                    new DrawnExample(FileOf(folder, i, "wav"), Modality.Audio) { Length = look.Milliseconds, Peaks = look.Peaks })];
            case TextForm or PairForm:
                return await TextsAsync(raw, form, count, folder, cancel);
            default:
                throw new DrawingException("draw.noGallery", form.Key);
        }
    }

    private static async Task<IReadOnlyList<DrawnExample>> TextsAsync(
        string raw, ExampleForm form, int count, string folder, CancellationToken cancel)
    {
        var drawn = new List<DrawnExample>(count);
        await foreach (var example in RawTexts.ReadAsync(raw, form, count, cancel))
        {
            // Of a pair the reply alone is drawn: the question is the person's, and stands in the settings of the draw.
            var text = ComposedText.Of(example[(example.IndexOf(RawTexts.Seam) + 1)..]);
            var file = FileOf(folder, drawn.Count, "txt");
            await File.WriteAllTextAsync(file, text, cancel);
            drawn.Add(new DrawnExample(file, Modality.Text) { Opening = Start(text), Length = text.EnumerateRunes().Count() });
        }

        return drawn;
    }

    private static string Start(string text)
    {
        var opening = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(OpeningLength))
        {
            opening.Append(rune);
        }

        return opening.ToString();
    }

    private static string FileOf(string folder, int index, string extension) =>
        Path.Combine(folder, $"{index.ToString("D6", CultureInfo.InvariantCulture)}.{extension}");
}
