using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>Files that break a promise or were made to hurt.</summary>
public sealed class BadSoundTests : IDisposable
{
    private const int RateHz = 16_000;

    private static readonly byte[] Good = Sounds.Wav(Sounds.Sine(440, 0.5, RateHz), RateHz);

    private readonly TestFolder _folder = new();

    public static TheoryData<string, byte[]> Files => new()
    {
        { "import.sound.empty", [] },
        { "import.sound.truncated", Good[..^1000] },
        { "import.sound.truncated", Sounds.Wav(new float[100], RateHz, claimed: 0x7FFFFFFF) },
        { "import.sound.damaged", Good[..20] },
        { "import.sound.damaged", Good[..54] },
        { "import.sound.damaged", Sounds.Wav(new float[100], RateHz, frameBytes: 3) },
        { "import.sound.damaged", Sounds.Wav(new float[100], RateHz, frameBytes: 0) },
        { "import.sound.damaged", Sounds.Wav([.. Enumerable.Repeat(1e30f, 100)], RateHz, bits: 32, ieee: true) },
        { "import.sound.notANumber", Sounds.Wav([0.1f, float.NaN, 0.1f], RateHz, bits: 32, ieee: true) },
        { "import.sound.notANumber", Sounds.Wav([0.1f, float.PositiveInfinity], RateHz, bits: 32, ieee: true) },
        { "import.sound.silent", Sounds.Wav(new float[RateHz], RateHz) },
        { "import.sound.silent", Sounds.Wav([.. Enumerable.Repeat(0.5f, RateHz)], RateHz) },
        { "import.sound.tooShort", Sounds.Wav(Sounds.Sine(440, 0.01, RateHz), RateHz) },
        { "import.sound.rate", Sounds.Wav(new float[100], 100) },
        { "import.sound.channels", Sounds.Wav(new float[100], RateHz, channels: 100) },
        { "import.sound.refusedKind", [.. Good[..34], 2, 0, .. Good[36..]] },
        { "import.sound.refusedKind", Encoding.ASCII.GetBytes("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n") },
        { "import.sound.refusedKind", Encoding.ASCII.GetBytes("ffconcat version 1.0\nfile /etc/passwd\n") },
        { "import.sound.refusedKind", Encoding.ASCII.GetBytes("[playlist]\nFile1=http://example.org/a.mp3\n") },
        { "import.sound.refusedKind", Encoding.ASCII.GetBytes("<?xml version=\"1.0\"?><playlist/>") },
        { "import.sound.notASound", Encoding.ASCII.GetBytes("ID3\u0004\0\0\0\0\0\u0000#EXTM3U\nfile:///etc/passwd\n") },
        { "import.sound.notASound", Encoding.ASCII.GetBytes("/etc/passwd\n") },
        { "import.sound.notASound", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_bad_file_is_refused_by_its_reason_and_nothing_is_written(string code, byte[] file)
    {
        var finding = TakeIn(file);

        Assert.Equal(code, finding.Refusal?.Code);
        Assert.Equal(["in"], Directory.GetFileSystemEntries(_folder.Root).Select(f => Path.GetFileName(f)!));
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0u)]
    public void A_size_that_a_streaming_program_left_open_means_to_the_end(uint claimed)
    {
        Assert.Null(TakeIn(Sounds.Wav(Sounds.Sine(440, 0.5, RateHz), RateHz, claimed: claimed)).Refusal);
    }

    [Fact]
    public void Ten_hours_are_refused_by_the_header_alone()
    {
        using (var file = File.Create(_folder["in"]))
        {
            file.Write(Sounds.Wav([], 1_000 * 4, bits: 8, claimed: 10 * 3600 * 4_000));
            file.SetLength(file.Length + (10 * 3600 * 4_000));
        }

        var refusal = new SoundIntake(SoundCaps.Default, null).TakeIn(_folder["in"], _folder["out.wav"]).Refusal!;
        Assert.Equal("import.sound.tooLong", refusal.Code);
    }

    [Fact]
    public void A_file_over_the_cap_of_bytes_is_not_opened()
    {
        var path = _folder.Write("in", Good);

        Assert.Equal("import.sound.tooManyBytes", new SoundIntake(SoundCaps.Default with { MaxBytes = 1000 }, null).TakeIn(path, _folder["out.wav"]).Refusal!.Code);
    }

    [Fact]
    public void A_coded_file_without_ffmpeg_is_refused_in_words()
    {
        Assert.Equal("import.sound.noFfmpeg", TakeIn([.. "fLaC"u8, .. new byte[100]]).Refusal!.Code);
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused_or_read_and_never_breaks_the_reader()
    {
        var small = Sounds.Wav(Sounds.Sine(440, 0.05, RateHz), RateHz);
        for (var length = 0; length < small.Length; length++)
        {
            Assert.StartsWith("import.sound.", TakeIn(small[..length]).Refusal?.Code, StringComparison.Ordinal);
        }
    }

    private SoundFinding TakeIn(byte[] file) =>
        new SoundIntake(SoundCaps.Default, null).TakeIn(_folder.Write("in", file), _folder["out.wav"]);
}
