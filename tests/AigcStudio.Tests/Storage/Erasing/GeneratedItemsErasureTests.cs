using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage.Erasing;
using AigcStudio.Tests.Datasets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage.Erasing;

public sealed class GeneratedItemsErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Items_made_of_works_go_with_the_model_that_drew_them_even_where_the_work_was_cleared_away_before(bool cleared)
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16, Modality.Audio);
        await bench.DrawAsync(0);
        await bench.DrawAsync(1);
        var second = await bench.AddAsync(20);
        var items = await bench.Import.ItemsAsync(second.Id);
        var (_, _, later) = await bench.TrainAsync(second.Id);
        await using (var db = await bench.Import.Studio.DbAsync())
        {
            await db.Artifacts.Where(_ => cleared).ExecuteDeleteAsync(Cancel);
        }

        await EraseAsync(bench, items[0].BlobHash, (bench.Model, ModelFate.Delete), (later, ModelFate.Restrict));

        var left = await bench.Import.ItemsAsync(second.Id);
        Assert.Equal(items.Where(i => i.ArtifactId is null).Skip(1).Select(i => i.BlobHash), left.Select(i => i.BlobHash));
        Assert.Equal(Enumerable.Range(0, 15), left.Select(i => i.Index));
        await using var after = await bench.Import.Studio.DbAsync();
        Assert.Equal((15, 0), await after.DatasetVersions.Where(v => v.Id == second.Id).Select(v => ValueTuple.Create(v.Count, v.GeneratedCount)).SingleAsync(Cancel));
        Assert.All(items.Where(i => i.ArtifactId is not null), i => Assert.False(bench.Import.Studio.Blobs.Has(Core.ContentHash.Parse(i.BlobHash))));
    }

    [Fact]
    public async Task Items_made_of_works_stay_where_the_model_stays()
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16);
        await bench.DrawAsync(0);
        var second = await bench.AddAsync(20);

        await EraseAsync(bench, (await bench.Import.ItemsAsync(second.Id))[0].BlobHash, (bench.Model, ModelFate.Restrict));

        await using var db = await bench.Import.Studio.DbAsync();
        Assert.Equal((16, 1), await db.DatasetVersions.Where(v => v.Id == second.Id).Select(v => ValueTuple.Create(v.Count, v.GeneratedCount)).SingleAsync(Cancel));
    }

    [Fact]
    public async Task The_work_goes_with_an_erased_item_that_was_made_of_it()
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16, Modality.Audio);
        var (gone, kept) = (await bench.DrawAsync(0, stars: 5), await bench.DrawAsync(1, stars: 4));
        var second = await bench.AddAsync(20);
        var item = (await bench.Import.ItemsAsync(second.Id)).Single(i => i.ArtifactId == gone.Id);

        // Encoded anew as it was taken in, as real sounds are: no hash leads from the item to the work.
        await using (var before = await bench.Import.Studio.DbAsync())
        {
            await before.Artifacts.Where(a => a.Id == gone.Id).ExecuteUpdateAsync(r => r.SetProperty(a => a.BlobHash, new string('a', 64)), Cancel);
        }

        await EraseAsync(bench, item.BlobHash);

        await using var db = await bench.Import.Studio.DbAsync();
        Assert.Equal([kept.Id], await db.Artifacts.Select(a => a.Id).ToListAsync(Cancel));
    }

    private static Task EraseAsync(WorksBench bench, string hash, params (Guid Model, ModelFate Fate)[] fates) =>
        bench.Import.Studio.Services.GetRequiredService<Erasures>().CarryOutAsync(
            ErasureBench.Admin, new ErasureAsk([hash], fates.ToDictionary(f => f.Model, f => f.Fate), "request 12", false), Cancel);
}
