using System.IO.Compression;
using AigcStudio.Core.Datasets;
using NetVips;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>The demo's zip as an example pack: folders are labels, in alphabetical order, as the importer has them.</summary>
internal static class DemoPack
{
    private const int HeldOutEvery = 10;

    public static void Write(string zipPath, ImageForm form, string packPath)
    {
        using var zip = ZipFile.OpenRead(zipPath);
        var entries = zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal).ToList();
        var names = entries.Select(LabelOf).Distinct().Order(StringComparer.Ordinal).ToList();
        using var writer = new ExamplePackWriter(
            File.Create(packPath),
            form,
            names,
            [.. entries.Select(e => names.IndexOf(LabelOf(e)))],
            [.. entries.Select((_, i) => i % HeldOutEvery == HeldOutEvery - 1)]);
        foreach (var entry in entries)
        {
            writer.Add(Decode(entry, form));
        }

        writer.Complete();
    }

    private static string LabelOf(ZipArchiveEntry entry) => entry.FullName.Split('/')[0];

    private static byte[] Decode(ZipArchiveEntry entry, ImageForm form)
    {
        using var stream = entry.Open();
        using var whole = Image.NewFromStream(stream);
        using var picture = whole.ThumbnailImage(form.Width, form.Height);
        var interleaved = picture.WriteToMemory<byte>();
        var planes = new byte[form.ExampleBytes];
        var plane = form.Height * form.Width;
        for (var i = 0; i < interleaved.Length; i++)
        {
            planes[((i % form.Channels) * plane) + (i / form.Channels)] = interleaved[i];
        }

        return planes;
    }
}
