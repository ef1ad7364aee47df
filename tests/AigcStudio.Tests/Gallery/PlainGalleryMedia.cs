using System.Buffers.Binary;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Jobs;
using Xunit;

namespace AigcStudio.Tests.Gallery;

/// <summary>Stands in for the Media process of a gallery: raw bytes with a word before them; sounds are true 16-bit WAV.</summary>
internal sealed class PlainGalleryMedia : IMedia
{
    public static readonly byte[] Mark = "MARKED "u8.ToArray();

    private readonly List<ProvenanceMark> _marks = [];

    /// <summary>What was written into pictures and sounds, in their order.</summary>
    public IReadOnlyList<ProvenanceMark> Marks
    {
        get
        {
            lock (_marks)
            {
                return [.. _marks];
            }
        }
    }

    /// <summary>What it may read, as the kernel has it of the true one; null for everything.</summary>
    public ChildRoom? Room { get; set; }

    public Task<IReadOnlyList<PictureFinding>> InspectPicturesAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel)
    {
        paths.ToList().ForEach(Read);
        return Task.FromResult<IReadOnlyList<PictureFinding>>([.. paths.Select(_ => new PictureFinding(null, "png", Size.Width, Size.Height, false, 11))]);
    }

    /// <summary>Of every picture that is looked at, px.</summary>
    public (int Width, int Height) Size { get; set; } = (4, 2);

    /// <summary>Of every pixel of a picture that is decoded.</summary>
    public const byte Level = 5;

    public async Task<IReadOnlyList<int>> DecodePicturesAsync(IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel)
    {
        await File.WriteAllBytesAsync(outputPath, [.. Enumerable.Repeat(Level, paths.Count * form.ExampleBytes)], cancel);
        return [];
    }

    public Task MakeThumbnailAsync(string path, int longSide, string outputPath, CancellationToken cancel) =>
        File.WriteAllTextAsync(outputPath, $"thumbnail {longSide}", cancel);

    public Task EncodePicturesAsync(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel) =>
        EachAsync(rawPath, form, count, outputFolder, "png", raw => raw, cancel);

    public async Task EncodeSheetAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        await File.WriteAllBytesAsync(outputPath, await File.ReadAllBytesAsync(rawPath, cancel), cancel);

    public Task EncodePreviewAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        EncodeSheetAsync(rawPath, form, count, columns, outputPath, cancel);

    public Task MarkClipAsync(
        string rawPath, ImageForm form, int count, int framesPerSecond, string? soundPath, ProvenanceMark mark, string outputPath, CancellationToken cancel)
    {
        Clips.Add((count, framesPerSecond, soundPath is null ? null : File.ReadAllText(soundPath)));
        return KeepAsync(mark, rawPath, outputPath, cancel);
    }

    /// <summary>What was made a clip of, in their order; of a sound what stood in its file.</summary>
    public List<(int Frames, int PerSecond, string? Sound)> Clips { get; } = [];

    public Task<AdSound> MeasureSoundAsync(string path, CancellationToken cancel) => Task.FromResult(new AdSound(-16.4, 2, -16));

    public async Task LevelSoundAsync(string path, string outputPath, CancellationToken cancel) =>
        await File.WriteAllTextAsync(outputPath, $"levelled {await File.ReadAllTextAsync(path, cancel)}", cancel);

    public Task<IReadOnlyList<string>> AdFontsAsync(CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>What ads were drawn of, in their order.</summary>
    public List<AdSheet> Sheets { get; } = [];

    public async Task<AdLook> ComposeAdAsync(AdSheet sheet, string outputPath, CancellationToken cancel)
    {
        sheet.PicturePaths.ToList().ForEach(Read);
        Sheets.Add(sheet);
        await File.WriteAllTextAsync(outputPath, $"ad {Sheets.Count}", cancel);
        return new AdLook([], null, []);
    }

    public Task MarkPictureAsync(string path, PictureFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        KeepAsync(mark, path, outputPath, cancel);

    /// <summary>What there is where ffmpeg is missing; a test adds to it.</summary>
    public List<string> Formats { get; } = ["wav"];

    public Task<IReadOnlyList<string>> SoundFormatsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(Formats);

    public Task<IReadOnlyList<SoundFinding>> TakeInSoundsAsync(
        IReadOnlyList<string> paths, SoundCaps caps, string outputFolder, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SoundFinding>>([.. paths.Select(_ => new SoundFinding(null, "wav", 1_000, SoundLook.None, 22))]);

    public Task<IReadOnlyList<int>> DecodeSoundsAsync(IReadOnlyList<string> paths, AudioForm form, string outputPath, CancellationToken cancel) =>
        throw new NotSupportedException();

    public async Task<IReadOnlyList<SoundLook>> EncodeSoundsAsync(string rawPath, AudioForm form, int count, string outputFolder, CancellationToken cancel)
    {
        await EachAsync(rawPath, form, count, outputFolder, "wav", raw => Wave(raw, form.SampleRateHz), cancel);
        var look = new SoundLook(form.Samples * 1000 / form.SampleRateHz, [.. Enumerable.Repeat((byte)9, SoundLook.PeakCount)]);
        return [.. Enumerable.Repeat(look, count)];
    }

    public Task MarkSoundAsync(string path, SoundFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        KeepAsync(mark, path, outputPath, cancel);

    /// <summary>16-bit mono, with a chunk before the samples that a reader has to pass over.</summary>
    public static byte[] Wave(byte[] samples, int rateHz)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + 12 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rateHz);
        writer.Write(rateHz * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("LIST"u8);
        writer.Write(3);
        writer.Write("abc\0"u8);
        writer.Write("data"u8);
        writer.Write(samples.Length);
        writer.Write(samples);
        return stream.ToArray();
    }

    /// <summary>Little-endian 16-bit samples.</summary>
    public static byte[] Samples(params short[] samples)
    {
        var bytes = new byte[samples.Length * 2];
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * 2), samples[i]);
        }

        return bytes;
    }

    private void Read(string path)
    {
        if (Room is { } room && !path.StartsWith(room.Reads, StringComparison.Ordinal) && !path.StartsWith(room.Writes, StringComparison.Ordinal))
        {
            throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.");
        }
    }

    private Task KeepAsync(ProvenanceMark mark, string path, string outputPath, CancellationToken cancel)
    {
        Read(path);
        lock (_marks)
        {
            _marks.Add(mark);
        }

        return MarkAsync(path, outputPath, cancel);
    }

    private static async Task MarkAsync(string path, string outputPath, CancellationToken cancel) =>
        await File.WriteAllBytesAsync(outputPath, [.. Mark, .. await File.ReadAllBytesAsync(path, cancel)], cancel);

    private static async Task EachAsync(
        string rawPath, ExampleForm form, int count, string folder, string extension, Func<byte[], byte[]> encode, CancellationToken cancel)
    {
        var raw = await File.ReadAllBytesAsync(rawPath, cancel);
        Assert.Equal(count * form.ExampleBytes, raw.Length);
        for (var i = 0; i < count; i++)
        {
            await File.WriteAllBytesAsync(
                Path.Combine(folder, $"{i:000000}.{extension}"), encode(raw[(i * form.ExampleBytes)..((i + 1) * form.ExampleBytes)]), cancel);
        }
    }
}
