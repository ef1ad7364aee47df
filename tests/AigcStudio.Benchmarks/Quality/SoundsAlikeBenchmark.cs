using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using AigcStudio.Media.Jobs;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// How far a sound lies from itself coded anew, and from others: what the threshold of <see cref="SoundPrint"/> and the certainty of the page that
/// verifies files are read from. Needs ffmpeg with LAME and Opus.
/// </summary>
internal static class SoundsAlikeBenchmark
{
    private static readonly double[] Cuts = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35];

    private static readonly (string Name, string Ending, string[] Arguments)[] Treatments =
    [
        ("MP3 96", "mp3", ["-b:a", "96k"]),
        ("MP3 128", "mp3", ["-b:a", "128k"]),
        ("Opus 64", "ogg", ["-c:a", "libopus", "-b:a", "64k"]),
        ("22.05 kHz", "wav", ["-ar", "22050"]),
        ("-6 dB", "wav", ["-af", "volume=-6dB"]),
        ("50 ms cut", "wav", ["-af", "atrim=start=0.05"]),
        ("50 ms cut, MP3", "mp3", ["-af", "atrim=start=0.05", "-b:a", "96k"]),
    ];

    /// <param name="arguments">The Media program, then folders of WAVs and how many of each.</param>
    public static int Run(string[] arguments)
    {
        using var codec = CodecProcess.Start(arguments[0]) ?? throw new InvalidOperationException("ffmpeg is missing.");
        var folders = arguments[1..].Chunk(2).Select(f => (Path: f[0], Most: int.Parse(f[1], CultureInfo.InvariantCulture))).ToList();
        var sounds = folders.SelectMany(f => Some(f.Path, f.Most).Select(p => (f.Path, Takes: Takes(p, codec)))).Where(s => s.Takes.Count > 0).ToList();
        Console.WriteLine($"{sounds.Count} sounds, {sounds.Count(s => SoundPrint.Tells(s.Takes[0].Print))} of them tell enough");
        foreach (var folder in folders)
        {
            List<List<SoundFinding>> of = [.. sounds.Where(s => s.Path == folder.Path).Select(s => s.Takes)];
            Console.WriteLine($"\n{folder.Path}: {of.Count} sounds, {of.Count(t => SoundPrint.Tells(t[0].Print))} tell enough, {of.Min(t => t[0].Look.Milliseconds)} to {of.Max(t => t[0].Look.Milliseconds)} ms");
            for (var k = 0; k < Treatments.Length; k++)
            {
                Show(Treatments[k].Name, [.. of.Where(t => SoundPrint.Tells(t[0].Print)).Select(t => (t[0], t[k + 1]))]);
            }

            Show("another", [.. Pairs(of).Select(p => (p.One[0], p.Other[0]))]);
        }

        List<(SoundFinding, SoundFinding)> strange = [.. Pairs(sounds).Where(p => p.One.Path != p.Other.Path).Select(p => (p.One.Takes[0], p.Other.Takes[0]))];
        if (strange.Count > 0)
        {
            Console.WriteLine("\nacross folders");
            Show("another", strange);
        }

        return 0;
    }

    private static IEnumerable<string> Some(string folder, int most)
    {
        var all = Directory.GetFiles(folder, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var count = Math.Min(most, all.Length);
        return Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Length / count)]);
    }

    /// <summary>The sound itself, then each treatment of it; none where the studio takes one of them not in.</summary>
    private static List<SoundFinding> Takes(string path, CodecProcess codec)
    {
        var folder = Directory.CreateTempSubdirectory("alike-");
        List<string> files = [path, .. Treatments.Select((t, i) => Path.Combine(folder.FullName, $"{i}.{t.Ending}"))];
        var outputs = Treatments.SelectMany((t, i) => t.Arguments.Append(files[i + 1]));
        using (var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", "-i", path, .. outputs]))!)
        {
            ffmpeg.WaitForExit();
        }

        var intake = new SoundIntake(SoundCaps.Default with { WithPrint = true }, codec);
        List<SoundFinding> takes = [.. files.Select(f => intake.TakeIn(f, Path.Combine(folder.FullName, "out")))];
        folder.Delete(recursive: true);
        return takes.All(t => t.Refusal is null) ? takes : [];
    }

    private static IEnumerable<(T One, T Other)> Pairs<T>(List<T> all) =>
        Enumerable.Range(0, all.Count).SelectMany(i => Enumerable.Range(i + 1, all.Count - i - 1).Select(j => (all[i], all[j])));

    private static void Show(string name, List<(SoundFinding One, SoundFinding Other)> pairs)
    {
        double[] far = [.. pairs.AsParallel().Select(p => SoundPrint.Distance(p.One.Print, p.Other.Print)).Order()];
        int[] bits = [.. pairs.Select(p => BitOperations.PopCount(p.One.Fingerprint ^ p.Other.Fingerprint)).Order()];
        Console.WriteLine(
            $"{name,-15} n {far.Length,6} | 64 bits: min {bits[0]} median {At(bits, 0.5)} 95 % {At(bits, 0.95)} max {bits[^1]}, <= 4: {Share(bits.Count(b => b <= 4), bits.Length)} "
            + $"| print: min {far[0]:0.000} 0.1 % {At(far, 0.001):0.000} 1 % {At(far, 0.01):0.000} median {At(far, 0.5):0.000} 90 % {At(far, 0.9):0.000} 99 % {At(far, 0.99):0.000} max {far[^1]:0.000} "
            + string.Join(' ', Cuts.Select(c => $"<={c}: {Share(far.Count(f => f <= c), far.Length)}")));
    }

    private static string Share(int part, int whole) => $"{100.0 * part / whole:0.000}%";

    private static T At<T>(T[] ordered, double share) => ordered[(int)Math.Min(ordered.Length - 1, share * ordered.Length)];
}
