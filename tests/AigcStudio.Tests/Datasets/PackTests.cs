using AigcStudio.Core.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class PackTests
{
    private static readonly ImageForm Form = new(1, 4, 4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pack_holds_every_item_in_order_with_label_and_split()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.zip", Archives.Zip(
            [.. Enumerable.Range(0, 600).Select(i => ($"{i % 2}/{i}.png", PlainMedia.Picture(i)))])));
        using var pack = ExamplePack.Open(await bench.Packs.PrepareAsync(version.Id, Form, bench.Progress, Cancel));
        var items = await bench.ItemsAsync(version.Id);
        Assert.Equal((600, 2), (pack.Count, pack.Labels.Count));
        var example = new byte[Form.ExampleBytes];
        for (var i = 0; i < 600; i++)
        {
            pack.CopyTo(i, example);
            Assert.Equal((byte)i, example[0]);
            Assert.Equal((items[i].Label, items[i].HeldOut), (pack.LabelOf(i), pack.IsHeldOut(i)));
        }

        Assert.Equal(600, bench.Progress.Seen.Last(p => p.Phase == "phase.preparing").Done);
    }

    [Fact]
    public async Task Many_who_ask_at_once_share_the_making()
    {
        var media = new PlainMedia();
        await using var bench = await ImportBench.OpenAsync(media);
        var version = await bench.ImportAsync(("a.png", PlainMedia.Picture(1)), ("b.png", PlainMedia.Picture(2)));
        var paths = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.Packs.PrepareAsync(version.Id, Form, null, Cancel)));
        Assert.Single(paths.Distinct());
        Assert.Equal(2, media.Decoded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    public async Task A_pack_that_cannot_be_opened_is_made_again(int keep)
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.png", PlainMedia.Picture(1)));
        var path = await bench.Packs.PrepareAsync(version.Id, Form, null, Cancel);
        var whole = await File.ReadAllBytesAsync(path, Cancel);
        await File.WriteAllBytesAsync(path, keep < 0 ? [.. whole, 0] : whole[..keep], Cancel);
        Assert.Equal(whole, await File.ReadAllBytesAsync(await bench.Packs.PrepareAsync(version.Id, Form, null, Cancel), Cancel));
    }

    [Fact]
    public async Task A_version_that_is_not_frozen_has_no_pack()
    {
        await using var bench = await ImportBench.OpenAsync();
        var refused = await Assert.ThrowsAsync<ImportException>(() => bench.Packs.PrepareAsync(Guid.CreateVersion7(), Form, null, Cancel));
        Assert.Equal("packs.notFrozen", refused.Code);
    }
}
