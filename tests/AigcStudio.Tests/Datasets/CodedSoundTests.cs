using System.Numerics;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using AigcStudio.Media.Jobs;
using AigcStudio.Web.Jobs;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>What ffmpeg reads for us.</summary>
public sealed class CodedSoundTests : IDisposable
{
    private const int RateHz = 44_100;

    private readonly TestFolder _folder = new();
    private readonly CodecProcess? _codec = CodecProcess.Start(ChildProgram.Media.Path);

    public void Dispose()
    {
        _codec?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("m4a")]
    public void A_coded_sound_is_read_and_is_near_its_original(string kind)
    {
        RequireFfmpeg();
        var original = _folder.Write("in.wav", Sounds.Wav(Sounds.Tune(1, 3, RateHz), RateHz));
        var coded = TakeIn(Sounds.Convert(original, _folder["in." + kind]));
        var plain = TakeIn(original);
        var other = TakeIn(_folder.Write("other.wav", Sounds.Wav(Sounds.Tune(2, 3, RateHz), RateHz)));

        Assert.Null(coded.Refusal);
        Assert.Equal(kind, coded.Format);
        Assert.InRange(coded.OriginalMilliseconds, 2950, 3100);
        Assert.InRange(BitOperations.PopCount(coded.Fingerprint ^ plain.Fingerprint), 0, 6);
        Assert.InRange(BitOperations.PopCount(other.Fingerprint ^ plain.Fingerprint), 16, 64);
    }

    [Fact]
    public void An_index_at_the_end_of_a_long_file_is_found()
    {
        RequireFfmpeg();
        var original = _folder.Write("in.wav", Sounds.Wav(Sounds.Noise(1, 20, RateHz), RateHz));

        Assert.InRange(TakeIn(Sounds.Convert(original, _folder["in.m4a"], "-b:a", "256k")).OriginalMilliseconds, 19_900, 20_200);
    }

    [Fact]
    public void A_small_file_that_plays_for_long_is_refused()
    {
        RequireFfmpeg();
        var silence = _folder.Write("in.wav", Sounds.Wav(new float[8_000], 8_000));
        var endless = Sounds.Convert(silence, _folder["in.flac"], "-af", "apad=whole_dur=700");

        Assert.InRange(new FileInfo(endless).Length, 1, 2_000_000);
        Assert.Equal("import.sound.tooLong", TakeIn(endless).Refusal!.Code);
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("m4a")]
    public void A_coded_file_of_rubbish_is_refused_and_the_next_one_is_read(string kind)
    {
        RequireFfmpeg();
        var original = _folder.Write("in.wav", Sounds.Wav(Sounds.Tune(1, 1, RateHz), RateHz));
        var good = Sounds.Convert(original, _folder["in." + kind]);
        var bytes = File.ReadAllBytes(good);
        new Random(1).NextBytes(bytes.AsSpan(kind == "mp3" ? 2000 : 60));

        Assert.StartsWith("import.sound.", TakeIn(_folder.Write("bad", kind == "mp3" ? bytes.AsSpan(0, 60) : bytes)).Refusal?.Code, StringComparison.Ordinal);
        Assert.Null(TakeIn(good).Refusal);
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.unpacked"));
    }

    [Fact]
    public void The_host_of_ffmpeg_runs_under_the_filter_too_and_ends_with_its_input()
    {
        RequireFfmpeg();
        _codec!.Run(new CodecJob("mp3", Encodes: false, _folder.Write("in", "no mp3"u8), _folder["out"], 1));

        Assert.Contains("Seccomp:\t2", File.ReadAllText($"/proc/{_codec.Id}/status"), StringComparison.Ordinal);
        _codec.Dispose();
        Assert.False(Directory.Exists($"/proc/{_codec.Id}"));
    }

    private void RequireFfmpeg() => Assert.SkipUnless(_codec is not null && File.Exists(Sounds.Ffmpeg), "ffmpeg is not installed.");

    private SoundFinding TakeIn(string path) => new SoundIntake(SoundCaps.Default, _codec).TakeIn(path, _folder["out.wav"]);
}
