using System.Diagnostics;
using System.Text;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Gallery;
using AigcStudio.Media.Jobs;
using AigcStudio.Tests.Datasets;
using AigcStudio.Web.Jobs;
using Xunit;

namespace AigcStudio.Tests.Gallery;

public sealed class MarkedSoundTests : IDisposable
{
    private const int RateHz = 16_000;

    private static readonly ProvenanceMark Mark = new("Orchard & Söhne <工作室>", "0197aaaa-0000-7000-8000-000000000001", null);

    private readonly TestFolder _folder = new();
    private readonly CodecProcess? _codec = CodecProcess.Start(ChildProgram.Media.Path);

    public static TheoryData<SoundFormat> Formats => [.. Enum.GetValues<SoundFormat>()];

    public void Dispose()
    {
        _codec?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Another_program_reads_both_marks(SoundFormat format)
    {
        var path = Export(format, Mark);
        var read = Encoding.UTF8.GetString(File.ReadAllBytes(path));

        Assert.Contains("\"Label\":\"1\"", read, StringComparison.Ordinal);
        if (format == SoundFormat.Wav)
        {
            Assert.SkipUnless(File.Exists("/usr/bin/exiftool"), "exiftool is not installed: no other reader of marks here.");
            Assert.Contains(AigcLabel.SourceType, Run("/usr/bin/exiftool", "-Comment", path), StringComparison.Ordinal);
            Assert.Contains("AIGC", Run("/usr/bin/exiftool", "-v3", path), StringComparison.Ordinal);
        }
        else
        {
            Assert.SkipUnless(File.Exists("/usr/bin/ffprobe"), "ffprobe is not installed: no other reader of marks here.");
            var tags = Run("/usr/bin/ffprobe", "-loglevel", "quiet", "-show_format", path);
            Assert.Contains("TAG:AIGC={\"Label\":\"1\"", tags, StringComparison.Ordinal);
            Assert.Contains(Mark.ProduceId, tags, StringComparison.Ordinal);
            Assert.Contains(AigcLabel.SourceType, tags, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Another_program_plays_it_for_as_long_as_the_original(SoundFormat format)
    {
        var path = Export(format, Mark);
        Assert.SkipUnless(File.Exists("/usr/bin/ffprobe"), "ffprobe is not installed: no other reader of sounds here.");
        var seconds = double.Parse(
            Run("/usr/bin/ffprobe", "-loglevel", "quiet", "-show_entries", "format=duration", "-of", "csv=p=0", path),
            System.Globalization.CultureInfo.InvariantCulture);

        // An MP3 has whole frames of 36 ms and the delay of its filters.
        Assert.InRange(seconds, 1.0, format == SoundFormat.Mp3 ? 1.12 : 1.0001);
    }

    [Theory]
    [InlineData(SoundFormat.Wav)]
    [InlineData(SoundFormat.Flac)]
    public void Lossless_formats_keep_every_sample(SoundFormat format)
    {
        var exported = Export(format, Mark);
        Assert.SkipUnless(File.Exists(Sounds.Ffmpeg), "ffmpeg is not installed.");
        var raw = File.ReadAllBytes(Sounds.Convert(exported, _folder["raw"], "-f", "s16le"));

        Assert.Equal(Source()[^raw.Length..], raw);
        Assert.Equal(2 * RateHz, raw.Length);
    }

    [Fact]
    public void Nothing_of_the_sources_metadata_comes_out()
    {
        var source = Source([.. "LIST"u8, 22, 0, 0, 0, .. "INFOIART"u8, 10, 0, 0, 0, .. "SecretMic\0"u8]);

        Assert.DoesNotContain("SecretMic", Encoding.Latin1.GetString(File.ReadAllBytes(Export(SoundFormat.Wav, Mark, source))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_audible_label_is_the_rhythm_short_long_short_short_before_the_sound()
    {
        var label = AudibleLabel.Make(RateHz);
        var exported = File.ReadAllBytes(Export(SoundFormat.Wav, Mark with { VisibleText = "AI-generated" }));
        var tones = Runs(label, RateHz / 200).Where(r => r.Loud).Select(r => Math.Round(r.Length / (RateHz * 0.08))).ToList();

        Assert.Equal([1, 3, 1, 1], tones);
        Assert.Equal(label, Enumerable.Range(0, label.Length).Select(i => BitConverter.ToInt16(exported, 44 + (2 * i))));
        Assert.Equal(2 * (label.Length + RateHz), BitConverter.ToInt32(exported, 40));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_mark_of_another_artifact_is_not_taken_for_ours(SoundFormat format)
    {
        var path = Export(format, Mark);

        Assert.True(MarkedSound.IsIn(path, format, Mark));
        Assert.False(MarkedSound.IsIn(path, format, Mark with { ProduceId = "another" }));
        Assert.False(MarkedSound.IsIn(_folder.Write("other", "no sound at all"u8), format, Mark));
    }

    [Fact]
    public void A_format_that_needs_ffmpeg_is_refused_without_it()
    {
        var refusal = Assert.Throws<ExportException>(() => MarkedSound.Write(_folder.Write("source", Source()), SoundFormat.Flac, Mark, null, _folder["out"]));

        Assert.Equal("export.noFfmpeg", refusal.Code);
        Assert.False(File.Exists(_folder["out"]));
    }

    // Stretches of silence and of tone, by the loudest sample of each small window.
    private static List<(bool Loud, int Length)> Runs(short[] samples, int window)
    {
        var runs = new List<(bool Loud, int Length)>();
        foreach (var piece in samples.Chunk(window))
        {
            var loud = piece.Max(s => Math.Abs((int)s)) > 500;
            if (runs.Count > 0 && runs[^1].Loud == loud)
            {
                runs[^1] = (loud, runs[^1].Length + piece.Length);
            }
            else
            {
                runs.Add((loud, piece.Length));
            }
        }

        return runs;
    }

    private static byte[] Source(byte[]? more = null) => [.. Sounds.Wav(Sounds.Tune(1, 1, RateHz), RateHz), .. more ?? []];

    private static string Run(string program, params string[] arguments)
    {
        using var tool = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return tool.StandardOutput.ReadToEnd();
    }

    private string Export(SoundFormat format, ProvenanceMark mark, byte[]? source = null)
    {
        Assert.SkipUnless(format == SoundFormat.Wav || _codec is not null, "ffmpeg is not installed.");
        var target = _folder["exported." + format.ToString().ToLowerInvariant()];
        MarkedSound.Write(_folder.Write("source", source ?? Source()), format, mark, _codec, target);
        return target;
    }
}
