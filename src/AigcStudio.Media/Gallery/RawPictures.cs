using System.Globalization;
using AigcStudio.Core.Datasets;
using NetVips;

namespace AigcStudio.Media.Gallery;

/// <summary>Raw examples in planes <c>[C, H, W]</c>, as an Engine wrote them, on their way to PNG.</summary>
internal static class RawPictures
{
    private const int PreviewQuality = 88;

    public static void EncodeEach(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel)
    {
        using var raw = Open(rawPath, form, count);
        for (var i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var pixels = new byte[form.ExampleBytes];
            Place(Next(raw, form), form, pixels, form.Width, 0, 0);
            var path = Path.Combine(outputFolder, i.ToString("D6", CultureInfo.InvariantCulture) + ".png");
            Save(pixels, form.Width, form.Height, form.Channels, image => image.Pngsave(path, keep: Enums.ForeignKeep.None));
        }
    }

    public static void EncodeSheet(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel)
    {
        var (pixels, width, height) = Sheet(rawPath, form, count, columns, cancel);
        Save(pixels, width, height, form.Channels, image => image.Pngsave(outputPath, keep: Enums.ForeignKeep.None));
    }

    /// <summary>For the eye alone. Colour is kept at full resolution, so that a tile does not change with its neighbours.</summary>
    public static void EncodePreview(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel)
    {
        var (pixels, width, height) = Sheet(rawPath, form, count, columns, cancel);
        Save(pixels, width, height, form.Channels, image => image.Jpegsave(outputPath, q: PreviewQuality, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.None));
    }

    /// <summary>Each example as rows of pixels, in order; the caller disposes what it gets.</summary>
    public static IEnumerable<Image> Each(string rawPath, ImageForm form, int count)
    {
        using var raw = Open(rawPath, form, count);
        for (var i = 0; i < count; i++)
        {
            var pixels = new byte[form.ExampleBytes];
            Place(Next(raw, form), form, pixels, form.Width, 0, 0);
            using var plain = Image.NewFromMemory(pixels, form.Width, form.Height, form.Channels, Enums.BandFormat.Uchar);
            yield return plain.Copy(interpretation: form.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        }
    }

    private static (byte[] Pixels, int Width, int Height) Sheet(string rawPath, ImageForm form, int count, int columns, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var raw = Open(rawPath, form, count);
        var (width, height) = (columns * form.Width, (count + columns - 1) / columns * form.Height);
        var pixels = new byte[checked(width * height * form.Channels)];
        for (var i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            Place(Next(raw, form), form, pixels, width, i % columns * form.Width, i / columns * form.Height);
        }

        return (pixels, width, height);
    }

    private static FileStream Open(string rawPath, ImageForm form, int count)
    {
        var file = File.OpenRead(rawPath);
        if (file.Length == (long)form.ExampleBytes * count)
        {
            return file;
        }

        using (file)
        {
            throw new InvalidDataException($"{count} examples of {form.Key} are {(long)form.ExampleBytes * count} bytes, not {file.Length}.");
        }
    }

    private static byte[] Next(FileStream raw, ImageForm form)
    {
        var example = new byte[form.ExampleBytes];
        raw.ReadExactly(example);
        return example;
    }

    private static void Place(byte[] planes, ImageForm form, byte[] pixels, int rowWidth, int left, int top)
    {
        var plane = form.Width * form.Height;
        for (var y = 0; y < form.Height; y++)
        {
            for (var x = 0; x < form.Width; x++)
            {
                var target = ((((top + y) * rowWidth) + left + x) * form.Channels);
                for (var c = 0; c < form.Channels; c++)
                {
                    pixels[target + c] = planes[(c * plane) + (y * form.Width) + x];
                }
            }
        }
    }

    private static void Save(byte[] pixels, int width, int height, int channels, Action<Image> write)
    {
        using var plain = Image.NewFromMemory(pixels, width, height, channels, Enums.BandFormat.Uchar);
        using var image = plain.Copy(interpretation: channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        write(image);
    }
}
