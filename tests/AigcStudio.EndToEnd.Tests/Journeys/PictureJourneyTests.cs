using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>From the first file to the marked download, through Chromium and through the API.</summary>
[Trait("Lane", "Slow")]
public sealed class PictureJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public Task The_tiny_brand_goes_from_a_zip_to_a_marked_download_by_the_page() =>
        WalkAsync("tiny", Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip"));

    [Fact]
    public Task Emoji_go_from_a_zip_to_a_marked_download_by_the_page() => WalkAsync("emoji", RealData.Path("emoji/emoji-128.zip"));

    [Fact]
    public Task Mnist_goes_from_its_own_files_to_a_marked_download_by_the_page() => WalkAsync(
        "mnist", RealData.Path("mnist/t10k-images-idx3-ubyte.gz"), RealData.Path("mnist/t10k-labels-idx1-ubyte.gz"));

    [Fact]
    public Task Mnist_goes_from_its_own_files_to_a_marked_download_by_the_API() => CallAsync(
        40, RealData.Path("mnist/t10k-images-idx3-ubyte.gz"), RealData.Path("mnist/t10k-labels-idx1-ubyte.gz"));

    [Fact]
    public Task Emoji_go_from_a_zip_to_a_marked_download_by_the_API() =>
        CallAsync(12, RealData.Path("emoji/emoji-128.zip"));

    private Task WalkAsync(string name, params string[] files) => new MakerWalk(chromium, name, "Pictures", files).RunAsync();

    private static async Task CallAsync(int steps, params string[] files)
    {
        await using var studio = await StudioProcess.StartAsync();
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var version = await api.MakeDatasetAsync("By the API", files);
        var run = await api.QueueRunAsync(new
        {
            datasetVersionId = version,
            familyId = "ImageGan",
            preset = "own",
            seed = 3,
            steps,
            settings = new { width = 16, batch = 16 },
        });
        await api.WaitForRunAsync(run, TimeSpan.FromMinutes(5), "Finished");
        var artifacts = await api.DrawAsync(run, 4);
        var path = Path.Combine(studio.DataRoot, "download.webp");
        await File.WriteAllBytesAsync(path, await api.Client.GetByteArrayAsync($"/api/artifacts/{artifacts[0]}/file?format=webp"));

        Assert.Equal(4, artifacts.Count);
        Assert.Contains(MakerWalk.TrainedMark, await MarkReader.ReadAsync(path), StringComparison.Ordinal);
    }
}
