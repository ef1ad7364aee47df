using System.Diagnostics;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Gallery;
using AigcStudio.Media.Jobs;
using AigcStudio.Web.Jobs;
using Xunit;

namespace AigcStudio.Tests.Gallery;

public sealed class MarkedClipTests : IDisposable
{
    private static readonly ImageForm Form = new(3, 32, 32);
    private static readonly ProvenanceMark Mark = new("Orchard & Söhne <工作室>", "0197aaaa-0000-7000-8000-000000000001", null);

    private readonly TestFolder _folder = new();
    private readonly CodecProcess? _codec = CodecProcess.Start(ChildProgram.Media.Path);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _codec?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Other_programs_read_both_marks_of_a_clip_and_play_every_frame()
    {
        var path = Export(Mark);
        Assert.SkipUnless(File.Exists("/usr/bin/exiftool"), "exiftool is not installed: no other reader of marks here.");
        var probed = Run("/usr/bin/ffprobe", "-loglevel", "error", "-count_frames", "-show_format", "-show_streams", path);

        Assert.Contains("trainedAlgorithmicMedia", Run("/usr/bin/exiftool", "-XMP:DigitalSourceType", "-n", path), StringComparison.Ordinal);
        Assert.Contains(Mark.ProduceId, Run("/usr/bin/exiftool", "-XMP:all", "-b", path), StringComparison.Ordinal);
        Assert.Contains("TAG:AIGC={\"Label\":\"1\"", probed, StringComparison.Ordinal);
        Assert.Contains("TAG:comment={\"Label\":\"1\"", probed, StringComparison.Ordinal);
        Assert.Contains(AigcLabel.SourceType, probed, StringComparison.Ordinal);
        Assert.Contains("nb_read_frames=10", probed, StringComparison.Ordinal);
        Assert.Contains("width=256", probed, StringComparison.Ordinal);
        Assert.Contains("codec_name=h264", probed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_is_found_for_its_own_artifact_alone_and_not_in_a_clip_cut_short()
    {
        var bytes = File.ReadAllBytes(Export(Mark));

        Assert.True(Mp4Mark.IsIn(bytes, Mark));
        Assert.False(Mp4Mark.IsIn(bytes, Mark with { ProduceId = "another" }));
        Assert.False(Mp4Mark.IsIn(bytes[..^100], Mark));
        Assert.Equal(bytes, Mp4Mark.Put(bytes[..Xmp(bytes)], Mark));
    }

    [Fact]
    public void A_visible_label_is_drawn_on_every_frame() =>
        Assert.NotEqual(File.ReadAllBytes(Export(Mark)).Length, File.ReadAllBytes(Export(Mark with { VisibleText = "AI-generated" })).Length);

    [Fact]
    public void Without_ffmpeg_a_clip_is_refused_in_words()
    {
        var raw = Raw();
        var refusal = Assert.Throws<ExportException>(() => MarkedClip.Write(raw, Form, 10, 24, null, Mark, null, _folder["none.mp4"], Cancel));

        Assert.Equal(("export.noFfmpeg", "MP4"), (refusal.Code, refusal.Arguments[0]));
    }

    [Fact]
    public void A_sound_is_heard_with_the_frames_and_lasts_as_long_as_they_do()
    {
        var sound = _folder["tone.wav"];
        Media.Datasets.WavFile.Write(sound, [.. Enumerable.Range(0, 3_200).Select(i => (short)(8_000 * Math.Sin(i * 0.2)))], 16_000);
        var path = Export(Mark, sound);
        var probed = Run("/usr/bin/ffprobe", "-loglevel", "error", "-show_entries", "stream=codec_name,duration", "-of", "csv=p=0", path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(Mp4Mark.IsIn(File.ReadAllBytes(path), Mark));
        Assert.Equal(["h264", "aac"], probed.Select(l => l.Split(',')[0]));
        Assert.All(probed, l => Assert.InRange(double.Parse(l.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture), 0.35, 0.55));
    }

    // The box of the XMP packet is the last.
    private static int Xmp(byte[] file) => file.AsSpan().LastIndexOf("uuid"u8) - 4;

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said;
    }

    private string Export(ProvenanceMark mark, string? sound = null)
    {
        Assert.SkipWhen(_codec is null, "ffmpeg is not installed.");
        var path = _folder[$"clip-{mark.VisibleText?.Length ?? 0}.mp4"];
        MarkedClip.Write(Raw(), Form, 10, 24, sound, mark, _codec, path, Cancel);
        return path;
    }

    // Ten frames that grow lighter.
    private string Raw()
    {
        var raw = _folder["raw"];
        File.WriteAllBytes(raw, [.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat((byte)(25 * i), Form.ExampleBytes))]);
        return raw;
    }
}
