using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class ImportMixTests
{
    /// <summary>Whatever stands beside it: an acceptable picture is in the version, and everything else is in the report.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Any_mix_keeps_every_acceptable_picture(int seed)
    {
        var random = new Random(seed);
        var files = new List<(string, byte[])>();
        var (good, bad) = (0, 0);
        for (var f = 0; f < 12; f++)
        {
            switch (random.Next(6))
            {
                case 0:
                    files.Add(($"{f}.png", Good()));
                    break;
                case 1:
                    files.Add(($"{f}.png", Bad()));
                    break;
                case 2 or 3:
                    files.Add(($"{f}.zip", Archives.Zip([.. Enumerable.Range(0, random.Next(1, 150)).Select(i =>
                        ($"{random.Next(3)}/{i}.png", random.Next(4) == 0 ? Bad() : Good()))])));
                    break;
                case 4:
                    var count = random.Next(1, 40);
                    good += count;
                    files.Add(($"{f}-images-idx3-ubyte.gz", Archives.Gzip(Archives.IdxImages(count, 3, 5, seed: (seed * 100) + f))));
                    break;
                default:
                    bad++;
                    files.Add(($"{f}.zip", [.. "PK\x03\x04"u8, .. new byte[random.Next(60)]]));
                    break;
            }
        }

        files.Add(("last.png", Good()));
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync([.. files]);
        Assert.Equal((good, bad), (version.Count, version.Health.Refused));
        Assert.Equal(good, (await bench.ItemsAsync(version.Id)).Select(i => i.BlobHash).Distinct().Count());
        Assert.Equal(good, bench.Studio.Blobs.All().Count());

        byte[] Good() => PlainMedia.Picture((seed * 100_000) + good++);

        byte[] Bad()
        {
            bad++;
            return [.. "BAD"u8, .. new byte[random.Next(50)]];
        }
    }
}
