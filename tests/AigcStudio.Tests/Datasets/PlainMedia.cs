using AigcStudio.Core;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Web.Jobs;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>
/// Stands in for the Media process with a picture format of its own that needs no codec: the word <c>PIC</c>, width, height,
/// colour, perceptual hash, and a number that tells two such pictures apart. All else is refused.
/// </summary>
internal sealed partial class PlainMedia : IMedia
{
    public int Inspected { get; private set; }

    public int Decoded { get; private set; }

    /// <summary>Called before each batch of pictures is looked at.</summary>
    public Func<Task> BeforeInspecting { get; set; } = () => Task.CompletedTask;

    /// <summary>Bytes of whose picture the process dies.</summary>
    public Predicate<byte[]> DiesOf { get; set; } = _ => false;

    public static byte[] Picture(int salt, int width = 64, int height = 64, bool colour = false, ulong? hash = null)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("PIC"u8);
        writer.Write(width);
        writer.Write(height);
        writer.Write(colour);
        writer.Write(hash ?? Scatter((ulong)salt));
        writer.Write(salt);
        return stream.ToArray();
    }

    public async Task<IReadOnlyList<PictureFinding>> InspectPicturesAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel)
    {
        await BeforeInspecting();
        cancel.ThrowIfCancellationRequested();
        lock (this)
        {
            Inspected += paths.Count;
        }

        return [.. paths.Select(Look)];
    }

    public Task<IReadOnlyList<int>> DecodePicturesAsync(
        IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel) =>
        paths.Any(p => DiesOf(File.ReadAllBytes(p)))
            ? throw new ChildEndedException(new ChildExit("media", 139, Killed: false))
            : FillAsync(paths, form, outputPath, cancel);

    public async Task EncodePicturesAsync(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel)
    {
        var raw = await File.ReadAllBytesAsync(rawPath, cancel);
        Assert.Equal(count * form.ExampleBytes, raw.Length);
        for (var i = 0; i < count; i++)
        {
            var hash = new HashCode();
            hash.AddBytes(raw.AsSpan(i * form.ExampleBytes, form.ExampleBytes));
            await File.WriteAllBytesAsync(
                Path.Combine(outputFolder, $"{i:000000}.png"), Picture(hash.ToHashCode(), form.Width, form.Height), cancel);
        }
    }

    public Task MakeThumbnailAsync(string path, int longSide, string outputPath, CancellationToken cancel)
    {
        File.WriteAllText(outputPath, $"thumbnail {longSide}");
        return Task.CompletedTask;
    }

    public async Task EncodeSheetAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        await File.WriteAllBytesAsync(outputPath, await File.ReadAllBytesAsync(rawPath, cancel), cancel);

    public Task EncodePreviewAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        EncodeSheetAsync(rawPath, form, count, columns, outputPath, cancel);

    public Task MarkClipAsync(
        string rawPath, ImageForm form, int count, int framesPerSecond, string? soundPath, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<AdSound> MeasureSoundAsync(string path, CancellationToken cancel) => throw new NotSupportedException();

    public Task LevelSoundAsync(string path, string outputPath, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> AdFontsAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task<AdLook> ComposeAdAsync(AdSheet sheet, string outputPath, CancellationToken cancel) => throw new NotSupportedException();

    public Task MarkPictureAsync(string path, PictureFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        throw new NotSupportedException();

    /// <summary>Each example is one byte again and again: the lowest of the item's own number.</summary>
    private async Task<IReadOnlyList<int>> FillAsync(IReadOnlyList<string> paths, ExampleForm form, string outputPath, CancellationToken cancel)
    {
        lock (this)
        {
            Decoded += paths.Count;
        }

        await using var output = File.Create(outputPath);
        foreach (var path in paths)
        {
            var example = new byte[form.ExampleBytes];
            Array.Fill(example, (await File.ReadAllBytesAsync(path, cancel))[^4]);
            await output.WriteAsync(example, cancel);
        }

        return [];
    }

    private static PictureFinding Look(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        return reader.ReadBytes(3).AsSpan().SequenceEqual("PIC"u8)
            ? new PictureFinding(null, "png", reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean(), reader.ReadUInt64())
            : new PictureFinding(Said.Of("import.picture.notAPicture"), "", 0, 0, false, 0);
    }

    /// <summary>Far apart for neighbouring salts (the finaliser of SplitMix64).</summary>
    private static ulong Scatter(ulong salt)
    {
        var z = salt + 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
