using System.Globalization;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Gallery;
using AigcStudio.Media.Jobs;

namespace AigcStudio.Media.Datasets;

/// <summary>What this process does with sounds; each looks at its token between two of them.</summary>
/// <param name="codec">Null where this host has no ffmpeg.</param>
internal sealed class SoundService(CodecProcess? codec)
{
    public IReadOnlyList<string> Formats => codec is null ? ["wav"] : ["wav", "mp3", "flac", "ogg", "m4a"];

    public List<SoundFinding> TakeIn(IReadOnlyList<string> paths, SoundCaps caps, string outputFolder, CancellationToken cancel)
    {
        var intake = new SoundIntake(caps, codec);
        var findings = new List<SoundFinding>();
        for (var i = 0; i < paths.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            findings.Add(intake.TakeIn(paths[i], Path.Combine(outputFolder, NameOf(i))));
        }

        return findings;
    }

    public static List<int> Decode(IReadOnlyList<string> paths, AudioForm form, string outputPath, CancellationToken cancel)
    {
        var bad = new List<int>();
        using var output = new FileStream(outputPath, FileMode.Create, FileAccess.Write);
        var example = new byte[form.ExampleBytes];
        for (var i = 0; i < paths.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                SoundDecoding.Decode(paths[i], form, example);
            }
            catch (ImportException)
            {
                bad.Add(i);
                Array.Clear(example);
            }

            output.Write(example);
        }

        return bad;
    }

    public static List<SoundLook> Encode(string rawPath, AudioForm form, int count, string outputFolder, CancellationToken cancel) =>
        RawSounds.EncodeEach(rawPath, form, count, i => Path.Combine(outputFolder, NameOf(i)), cancel);

    /// <exception cref="ImportException"><c>import.sound.*</c>: it is no WAV of ours.</exception>
    public static AdSound Measure(string path)
    {
        var (sound, rateHz) = Read(path);
        var loudness = Loudness.Integrated(sound, rateHz);
        var levelled = double.IsFinite(loudness) ? loudness + (20 * Math.Log10(Loudness.Gain(sound, rateHz, loudness, AdSound.TargetLufs))) : loudness;
        return new AdSound(loudness, (double)sound.Length / rateHz, levelled);
    }

    /// <exception cref="ImportException"><c>import.sound.*</c>: it is no WAV of ours.</exception>
    public static void Level(string path, string outputPath)
    {
        var (sound, rateHz) = Read(path);
        var gain = Loudness.Gain(sound, rateHz, AdSound.TargetLufs);
        WavFile.Write(outputPath, WavFile.ToSixteenBits(sound, double.IsFinite(gain) ? gain : 1), rateHz);
    }

    public void Mark(string path, SoundFormat format, ProvenanceMark mark, string outputPath) =>
        MarkedSound.Write(path, format, mark, codec, outputPath);

    private static (float[] Sound, int RateHz) Read(string path)
    {
        var (samples, rateHz) = MarkedSound.Samples(path);
        return ([.. samples.Select(s => s / 32768f)], rateHz);
    }

    private static string NameOf(int index) => index.ToString("D6", CultureInfo.InvariantCulture) + ".wav";
}
