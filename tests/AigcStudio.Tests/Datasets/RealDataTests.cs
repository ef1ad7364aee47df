using System.Diagnostics;
using AigcStudio.Core.Datasets;
using AigcStudio.Tests.Architecture;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>The importer on data that no one here made, decoded by real Media processes.</summary>
[Trait("Lane", "Slow")]
public sealed class RealDataTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mnist_comes_in_whole_with_its_ten_labels()
    {
        var files = new[] { "mnist/t10k-images-idx3-ubyte.gz", "mnist/t10k-labels-idx1-ubyte.gz" }.Select(Shared).ToArray();
        await using var bench = await ImportBench.OpenRealAsync();
        var (version, seconds) = await ImportAsync(bench, files);
        output.WriteLine($"MNIST: {version.Count} pictures in {seconds:0.0} s, {version.Count / seconds:0} a second; near {version.Health.NearDuplicates}");
        Assert.Equal((10_000, 28, 28, false), (version.Count, version.TypicalWidth, version.TypicalHeight, version.Colour));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i.ToString(null as IFormatProvider)), version.Labels);
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], version.Health.Labels.Select(l => l.Count));
        Assert.InRange(version.HeldOutCount, 950, 1050);
        Assert.Equal(0, version.Health.Refused);

        var watch = Stopwatch.StartNew();
        using var pack = ExamplePack.Open(await bench.Packs.PrepareAsync(version.Id, new ImageForm(1, 28, 28), null, Cancel));
        output.WriteLine($"MNIST pack: {pack.Count / watch.Elapsed.TotalSeconds:0} a second");
        Assert.Equal(await RawAsync(files[0]), Pixels(pack));
    }

    [Fact]
    public async Task Emoji_come_in_whole_in_colour()
    {
        var file = Shared("emoji/emoji-128.zip");
        await using var bench = await ImportBench.OpenRealAsync();
        var (version, seconds) = await ImportAsync(bench, [file]);
        output.WriteLine($"Emoji: {version.Count} pictures in {seconds:0.0} s, {version.Count / seconds:0} a second; exact {version.Health.ExactDuplicates}, near {version.Health.NearDuplicates}, held out {version.HeldOutCount}");
        Assert.Equal(1_791, version.Count + version.Health.ExactDuplicates);
        Assert.Equal((0, 128, true), (version.Health.Refused, version.TypicalWidth, version.Colour));
    }

    private static string Shared(string name)
    {
        var path = Path.Combine(SourceTree.Root, "..", "shared", "data", name);
        Assert.SkipUnless(File.Exists(path), $"The real data {name} is not on this machine.");
        return path;
    }

    private static async Task<(Data.Datasets.DatasetVersion Version, double Seconds)> ImportAsync(ImportBench bench, string[] files)
    {
        var dataset = await bench.CreateAsync();
        foreach (var file in files)
        {
            await bench.UploadAsync(dataset, Path.GetFileName(file), await File.ReadAllBytesAsync(file, Cancel));
        }

        var watch = Stopwatch.StartNew();
        return (await bench.ImportAsync(dataset), watch.Elapsed.TotalSeconds);
    }

    private static async Task<byte[]> RawAsync(string file)
    {
        await using var gzip = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
        var raw = new MemoryStream();
        await gzip.CopyToAsync(raw, Cancel);
        return raw.ToArray()[16..];
    }

    private static byte[] Pixels(ExamplePack pack)
    {
        var pixels = new byte[pack.Count * pack.Form.ExampleBytes];
        for (var i = 0; i < pack.Count; i++)
        {
            pack.CopyTo(i, pixels.AsSpan(i * pack.Form.ExampleBytes, pack.Form.ExampleBytes));
        }

        return pixels;
    }
}
