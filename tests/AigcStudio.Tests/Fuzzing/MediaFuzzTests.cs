using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Datasets;
using AigcStudio.Media.Gallery;
using AigcStudio.Tests.Datasets;
using Xunit;

namespace AigcStudio.Tests.Fuzzing;

/// <summary>What is parsed by our own code in the Media process.</summary>
public sealed class MediaFuzzTests : IDisposable
{
    private const long Megabyte = 1 << 20;
    private const int RateHz = 16_000;

    private static readonly ProvenanceMark Mark = new("Orchard & Söhne <工作室>", "0197aaaa-0000-7000-8000-000000000001", null);
    private static readonly SoundCaps ShortSounds = SoundCaps.Default with { MaxSeconds = 2 };

    private readonly TestFolder _folder = new();

    static MediaFuzzTests() => Media.Vips.Prepare();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Wav_files_are_taken_in_or_refused()
    {
        var sound = Sounds.Sine(440, 0.04, RateHz);
        return new Fuzz("wav", 64 * Megabyte, typeof(ImportException))
        {
            Seeds =
            [
                Sounds.Wav(sound, RateHz), Sounds.Wav(sound, RateHz, bits: 8), Sounds.Wav(sound, RateHz, bits: 24, channels: 2), Sounds.Wav(sound, RateHz, bits: 32, ieee: true),
                Sounds.Wav(sound, RateHz, bits: 64, ieee: true, extensible: true),
            ],
            Words = Fuzz.Bytes("RIFF", "WAVE", "fmt ", "data", "LIST"),
        }.RunAsync(bytes =>
        {
            var finding = new SoundIntake(ShortSounds, null).TakeIn(_folder.Write("in", bytes), _folder["out.wav"]);
            Assert.True(finding.Refusal is null || finding.Refusal.Code.StartsWith("import.sound.", StringComparison.Ordinal));
            SoundDecoding.Decode(_folder["in"], new AudioForm(RateHz, 100), new byte[200]);
        });
    }

    [Fact]
    public Task Kinds_of_files_are_told_or_not_known() =>
        new Fuzz("kinds", Megabyte)
        {
            Seeds = [[0xFF, 0xFB, 0x90, 0, .. new byte[413], 0xFF, 0xFB, 0x90, 0, .. new byte[413]], [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[10], 0xFF, 0xFB, 0x90, 0], [0, 0, 0, 24, .. "ftypM4A "u8], [.. "OggS"u8], [.. "<svg/>"u8]],
            Words = [[0xFF, 0xFB], [0xFF, 0xF1], .. Fuzz.Bytes("ID3", "fLaC", "#EXT", "RIFF", "BM", "<html")],
        }.RunAsync(bytes =>
        {
            using var stream = new MemoryStream(bytes);
            _ = SoundKind.Of(stream) ?? SoundKind.RefusedKindOf(stream);
            _ = PictureKind.Of(bytes.AsSpan(0, Math.Min(bytes.Length, PictureKind.BytesNeeded))) ?? PictureKind.RefusedKindOf(bytes.AsSpan(0, Math.Min(bytes.Length, PictureKind.BytesNeeded)));
        });

    [Fact]
    public Task Bitmaps_are_read_or_refused()
    {
        var caps = PictureCaps.Default with { MaxPixels = 1_000_000 };
        using var picture = Pictures.Gradient(9, 7);
        var plain = Pictures.Bitmap(picture);
        return new Fuzz("bmp", 16 * Megabyte, typeof(ImportException))
        {
            Seeds = [plain, HostilePictures.PaletteBitmap(8), HostilePictures.PaletteBitmap(1), HostilePictures.MaskBitmap()],
        }.RunAsync(bytes => Bitmap.Load(_folder.Write("in", bytes), caps).Dispose());
    }

    [Fact]
    public Task Marks_of_exports_are_found_or_not()
    {
        var wav = _folder.Write("mark.wav", Sounds.Wav(new float[10], RateHz));
        WavMark.Append(wav, Mark);
        byte[] flac = [.. "fLaC"u8, 0x80, 0, 0, 34, .. new byte[34], 1, 2, 3];
        byte[] mp4 = [0, 0, 0, 8, .. "free"u8, 0, 0, 0, 16, .. "moov"u8, 0, 0, 0, 8, .. "trak"u8];
        byte[][] seeds = [File.ReadAllBytes(wav), FlacMark.Put(flac, Mark), Id3Mark.Put([1, 2, 3], Mark), Mp4Mark.Put(mp4, Mark), PictureMark.Write(Mark), flac, mp4];
        return new Fuzz("marks", 16 * Megabyte, typeof(ExportException))
        {
            Seeds = seeds,
            Words = Fuzz.Bytes("AIGC", "LIST", "TXXX", "moov", "udta", "uuid", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "<x:xmpmeta", "</rdf:RDF>"),
        }.RunAsync(bytes =>
        {
            _ = WavMark.IsIn(_folder.Write("in", bytes), Mark);
            _ = Id3Mark.IsIn(bytes, Mark);
            _ = FlacMark.IsIn(bytes, Mark);
            _ = Mp4Mark.IsIn(bytes, Mark);
            _ = PictureMark.IsIn(bytes, Mark);
            _ = Refusing(() => FlacMark.Put(bytes, Mark));
            _ = Refusing(() => Mp4Mark.Put(bytes, Mark));
        });
    }

    private static byte[]? Refusing(Func<byte[]> put)
    {
        try
        {
            return put();
        }
        catch (ExportException)
        {
            return null;
        }
    }
}
