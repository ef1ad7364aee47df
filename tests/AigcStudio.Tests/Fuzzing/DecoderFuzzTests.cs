using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Datasets;
using AigcStudio.Web.Datasets;
using Microsoft.Extensions.Options;
using Xunit;

namespace AigcStudio.Tests.Fuzzing;

/// <summary>
/// Spoilt pictures and sounds through real Media processes, libvips and ffmpeg: each is read or refused by a reason of its own, also where it
/// breaks the decoder, and the pool goes on. Longer by hand: <c>FUZZ_ROUNDS</c>, on from <c>FUZZ_FROM</c>.
/// </summary>
public sealed class DecoderFuzzTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pictures_are_read_or_refused()
    {
        using var picture = Pictures.Gradient(40, 30);
        byte[][] seeds = [picture.PngsaveBuffer(), picture.JpegsaveBuffer(), picture.GifsaveBuffer(), picture.WebpsaveBuffer(), picture.TiffsaveBuffer(), HostilePictures.WithPlace()];
        await RunAsync("pictures", 800, seeds, async (pool, paths, _) =>
            [.. (await pool.InspectPicturesAsync(paths, PictureCaps.Default, Cancel)).Select(f => f.Refusal)]);
    }

    [Fact]
    public async Task Sounds_are_read_or_refused()
    {
        Assert.SkipUnless(File.Exists(Sounds.Ffmpeg), "ffmpeg is not installed.");
        var wav = _folder.Write("in.wav", Sounds.Wav(Sounds.Tune(1, 0.5, 16_000), 16_000));
        byte[][] seeds = [.. new[] { "mp3", "flac", "ogg", "m4a" }.Select(kind => File.ReadAllBytes(Sounds.Convert(wav, _folder["in." + kind])))];
        await RunAsync("sounds", 64, seeds, async (pool, paths, spool) =>
            [.. (await pool.TakeInSoundsAsync(paths, SoundCaps.Default with { MaxSeconds = 5 }, spool, Cancel)).Select(f => f.Refusal)]);
    }

    private async Task RunAsync(string decoder, int roundsInCi, byte[][] seeds, Func<MediaPool, IReadOnlyList<string>, string, Task<List<Said?>>> look)
    {
        using var folders = new StudioFolders(_folder.Root);
        var options = Options.Create(new MediaOptions());
        await using var pool = new MediaPool(new MediaStarter(folders, TimeProvider.System, options), options, TimeProvider.System);
        var (from, rounds) = (Number("FUZZ_FROM") ?? 0, Number("FUZZ_ROUNDS") ?? roundsInCi);
        var codes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var first = from; first < from + rounds; first += 64)
        {
            var paths = Enumerable.Range(0, 64).Select(i => _folder.Write($"blobs/{i}", Mutator.Spoil(new Random((int)first + i), seeds, []))).ToList();
            foreach (var refusal in await look(pool, paths, folders.Spool))
            {
                var code = refusal?.Code ?? "read";
                Assert.Matches(@"^(read|import\.(picture|sound)\.\w+)$", code);
                codes[code] = codes.GetValueOrDefault(code) + 1;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{decoder}: next round {from + rounds}; " + string.Join(", ", codes.Select(c => $"{c.Value} x {c.Key}")));
    }

    private static long? Number(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
