using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>Sounds are the same with the word <c>SND</c>: milliseconds, fingerprint, and a number that tells two of them apart.</summary>
internal sealed partial class PlainMedia
{
    public static byte[] Sound(int salt, int milliseconds = 500, ulong? hash = null)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("SND"u8);
        writer.Write(milliseconds);
        writer.Write(hash ?? Scatter((ulong)salt));
        writer.Write(salt);
        return stream.ToArray();
    }

    public Task<IReadOnlyList<string>> SoundFormatsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(["wav"]);

    public async Task<IReadOnlyList<SoundFinding>> TakeInSoundsAsync(
        IReadOnlyList<string> paths, SoundCaps caps, string outputFolder, CancellationToken cancel)
    {
        await BeforeInspecting();
        cancel.ThrowIfCancellationRequested();
        lock (this)
        {
            Inspected += paths.Count;
        }

        return [.. paths.Select((p, i) => Listen(p, Path.Combine(outputFolder, $"{i:000000}.wav")))];
    }

    public Task<IReadOnlyList<int>> DecodeSoundsAsync(IReadOnlyList<string> paths, AudioForm form, string outputPath, CancellationToken cancel) =>
        FillAsync(paths, form, outputPath, cancel);

    public async Task<IReadOnlyList<SoundLook>> EncodeSoundsAsync(
        string rawPath, AudioForm form, int count, string outputFolder, CancellationToken cancel)
    {
        var raw = await File.ReadAllBytesAsync(rawPath, cancel);
        Assert.Equal(count * form.ExampleBytes, raw.Length);
        var look = new SoundLook(form.Samples * 1000 / form.SampleRateHz, new byte[SoundLook.PeakCount]);
        for (var i = 0; i < count; i++)
        {
            var hash = new HashCode();
            hash.AddBytes(raw.AsSpan(i * form.ExampleBytes, form.ExampleBytes));
            await File.WriteAllBytesAsync(Path.Combine(outputFolder, $"{i:000000}.wav"), Sound(hash.ToHashCode(), look.Milliseconds), cancel);
        }

        return [.. Enumerable.Repeat(look, count)];
    }

    public Task MarkSoundAsync(string path, SoundFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        throw new NotSupportedException();

    private static SoundFinding Listen(string path, string output)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        if (!reader.ReadBytes(3).AsSpan().SequenceEqual("SND"u8))
        {
            return new SoundFinding(Said.Of("import.sound.notASound"), "", 0, SoundLook.None, 0);
        }

        var milliseconds = reader.ReadInt32();
        File.Copy(path, output, overwrite: true);
        return new SoundFinding(null, "wav", milliseconds, new SoundLook(milliseconds, new byte[SoundLook.PeakCount]), reader.ReadUInt64());
    }
}
