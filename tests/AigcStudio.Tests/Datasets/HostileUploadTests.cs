using System.Text;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>
/// The whole corpus of a kind in one upload, through the real importer and real Media processes: what is bad is told by its reason,
/// what is good beside it is taken in, nothing is left lying about, and the next upload goes through.
/// </summary>
public sealed class HostileUploadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Hostile_pictures_are_refused_one_by_one_and_the_good_ones_come_in() =>
        AllAsync(Modality.Image, [.. HostilePictures.All()], i => ($"good {i}.png", Pictures.Png(Pictures.Gradient(50 + i, 20))));

    [Fact]
    public Task Hostile_sounds_are_refused_one_by_one_and_the_good_ones_come_in()
    {
        Assert.SkipUnless(File.Exists(Sounds.Ffmpeg), "ffmpeg is not installed.");
        return AllAsync(Modality.Audio, [.. HostileSounds.All()], i => ($"good {i}.wav", Sounds.Wav(Sounds.Tune(i + 1, 0.5, 16_000), 16_000)));
    }

    [Fact]
    public Task Hostile_texts_are_refused_one_by_one_and_the_good_ones_come_in() =>
        AllAsync(Modality.Text, [.. HostileTexts.All()], i => ($"good {i}.txt", Archives.Text($"a good text of its own, number {i}")));

    [Fact]
    public async Task Where_and_with_what_a_photograph_was_taken_is_never_shown()
    {
        await using var bench = await ImportBench.OpenRealAsync();
        var photograph = HostilePictures.WithPlace();
        Assert.Contains("SecretCamera", Encoding.Latin1.GetString(photograph), StringComparison.Ordinal);
        var version = await bench.ImportAsync(("a.jpg", photograph));
        var item = Assert.Single(await bench.ItemsAsync(version.Id));
        var thumbnails = bench.Studio.Services.GetRequiredService<DatasetThumbnails>();
        foreach (var size in DatasetThumbnails.Sizes)
        {
            var shown = await File.ReadAllBytesAsync(await thumbnails.MakeAsync(ContentHash.Parse(item.BlobHash), size, Cancel), Cancel);
            var text = Encoding.Latin1.GetString(shown);
            Assert.StartsWith("RIFF", text, StringComparison.Ordinal);
            Assert.All(new[] { "SecretCamera", "EXIF", "Exif", "GPS", "XMP " }, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        }
    }

    private static async Task AllAsync(Modality modality, (string Name, byte[] Bytes, string? Code)[] corpus, Func<int, (string, byte[])> good)
    {
        await using var bench = await ImportBench.OpenRealAsync();
        var files = corpus.SelectMany((c, i) => i % 5 == 0 ? [good(i), (c.Name, c.Bytes)] : new[] { (c.Name, c.Bytes) }).Append(good(corpus.Length)).ToArray();
        var goods = files.Length - corpus.Length + corpus.Count(c => c.Code is null);

        var version = await bench.ImportAsync(modality, files);

        var refusals = version.Health.Refusals.Select(r => (Name: corpus.First(c => r.Name.StartsWith(c.Name, StringComparison.Ordinal)).Name, r.Reason.Code)).Distinct().ToList();
        Assert.Equal(corpus.Where(c => c.Code is not null).Select(c => (c.Name, c.Code!)).Order(), refusals.Order());
        Assert.InRange((await bench.ItemsAsync(version.Id)).Count, goods, files.Length);
        Assert.Empty(Directory.GetFiles(bench.Studio.Folders.Spool, "*", SearchOption.AllDirectories));
        Assert.Equal(1, (await bench.ImportAsync(modality, good(corpus.Length + 1))).Count);
    }
}
