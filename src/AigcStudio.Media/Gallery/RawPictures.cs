using System.Globalization;
using AigcStudio.Core.Datasets;
using NetVips;

namespace AigcStudio.Media.Gallery;

/// <summary>Raw examples in planes <c>[C, H, W]</c>, as an Engine wrote them, on their way to PNG.</summary>
internal static class RawPictures
{
    public static void EncodeEach(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel)
    {
        using var raw = Open(rawPath, form, count);
        for (var i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var pixels = new byte[form.ExampleBytes];
            Place(Next(raw, form), form, pixels, form.Width, 0, 0);
            Save(pixels, form.Width, form.Height, form.Channels, Path.Combine(outputFolder, i.ToString("D6", CultureInfo.InvariantCulture) + ".png"));
        }
    }

    public static void EncodeSheet(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel)
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

        Save(pixels, width, height, form.Channels, outputPath);
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

    private static void Save(byte[] pixels, int width, int height, int channels, string path)
    {
        using var plain = Image.NewFromMemory(pixels, width, height, channels, Enums.BandFormat.Uchar);
        using var image = plain.Copy(interpretation: channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        image.Pngsave(path, keep: Enums.ForeignKeep.None);
    }
}
