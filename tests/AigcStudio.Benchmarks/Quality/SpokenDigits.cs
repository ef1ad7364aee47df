using System.IO.Compression;
using System.Runtime.InteropServices;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// Some takes of the Free Spoken Digit Dataset (names <c>DIGIT_SPEAKER_TAKE.wav</c>) as a store, taken in as the studio takes sounds in.
/// </summary>
internal sealed class SpokenDigits : IExampleStore
{
    private readonly List<(int Digit, short[] Samples)> _sounds;

    private SpokenDigits(AudioForm form, List<(int Digit, short[] Samples)> sounds) => (Form, _sounds) = (form, sounds);

    public ExampleForm Form { get; }

    public int Count => _sounds.Count;

    public IReadOnlyList<string> Labels { get; } = [.. Enumerable.Range(0, 10).Select(i => $"{i}")];

    /// <summary>Takes in every sound of the zip once.</summary>
    internal static IReadOnlyList<(string Name, short[] Samples)> ReadAll(string zipPath)
    {
        var folder = Directory.CreateTempSubdirectory("digits-").FullName;
        try
        {
            ZipFile.ExtractToDirectory(zipPath, folder);
            var intake = new SoundIntake(SoundCaps.Default, null);
            var output = Path.Combine(folder, "taken.wav");
            var sounds = new List<(string, short[])>();
            foreach (var path in Directory.GetFiles(folder, "*_*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (intake.TakeIn(path, output).Refusal is { } refusal)
                {
                    throw new InvalidDataException($"{path}: {refusal.Code}");
                }

                sounds.Add((Path.GetFileNameWithoutExtension(path), MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(output).AsSpan(44)).ToArray()));
            }

            return sounds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="firstTake">First of those that are in it.</param>
    /// <param name="lastTake">Last, included.</param>
    internal static SpokenDigits Of(IReadOnlyList<(string Name, short[] Samples)> all, AudioForm form, int firstTake, int lastTake) =>
        new(form, [.. all.Where(s => int.Parse(s.Name.Split('_')[2], null) is var take && take >= firstTake && take <= lastTake)
            .Select(s => (s.Name[0] - '0', s.Samples))]);

    public int LabelOf(int index) => _sounds[index].Digit;

    public bool IsHeldOut(int index) => false;

    public void CopyTo(int index, Span<byte> destination)
    {
        destination.Clear();
        var samples = MemoryMarshal.Cast<byte, short>(destination);
        _sounds[index].Samples.AsSpan(0, Math.Min(samples.Length, _sounds[index].Samples.Length)).CopyTo(samples);
    }

    /// <summary>All examples, one after another.</summary>
    internal byte[] Bytes()
    {
        var size = Form.ExampleBytes;
        var bytes = new byte[Count * size];
        for (var i = 0; i < Count; i++)
        {
            CopyTo(i, bytes.AsSpan(i * size, size));
        }

        return bytes;
    }
}
