using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Gallery;

public sealed class GalleryReaderTests : IAsyncLifetime
{
    private static readonly string Checkpoint = ContentHash.Of("c"u8).Hex;

    private readonly Viewer _anna = Shelf.Person();
    private readonly Viewer _ben = Shelf.Person();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private GalleryReader Reader => _studio.Services.GetRequiredService<GalleryReader>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Pages_show_everything_once_also_when_some_go_meanwhile()
    {
        var all = await Shelf.FillAsync(_studio, await Shelf.LineageAsync(_studio, _anna.PersonId, Checkpoint), 25);
        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await Reader.ListAsync(_ben, new GalleryFilter(), after is null ? null : Guid.Parse(after), 10, Cancel);
            seen.AddRange(page.Items.Select(t => t.Id));
            after = page.Next;
            await _studio.Services.GetRequiredService<GalleryTrash>().TrashAsync(_anna, [seen[^1]], Cancel);
        }
        while (after is not null);

        Assert.Equal(all.Select(a => a.Id), seen);
        Assert.Equal(all.Select(a => a.Id).Except([seen[9], seen[19], seen[24]]), await Reader.IdsAsync(_ben, new GalleryFilter(), Cancel));
    }

    [Fact]
    public async Task What_is_private_does_not_exist_for_others_on_any_road()
    {
        var generation = await Shelf.LineageAsync(_studio, _anna.PersonId, Checkpoint);
        var hidden = (await Shelf.FillAsync(_studio, generation, 1, Visibility.Private))[0].Id;
        var trash = _studio.Services.GetRequiredService<GalleryTrash>();
        var ratings = _studio.Services.GetRequiredService<RatingBook>();

        Assert.Empty(await Reader.IdsAsync(_ben, new GalleryFilter(), Cancel));
        Assert.Empty(await Reader.TilesAsync(_ben, [hidden], Cancel));
        foreach (var road in new Func<Task>[]
        {
            () => Reader.GetAsync(_ben, hidden, Cancel), () => Reader.HashOfAsync(_ben, hidden, Cancel), () => trash.TrashAsync(_ben, [hidden], Cancel),
            () => ratings.RateAsync(_ben, [hidden], 5, Cancel),
        })
        {
            Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(road)).Code);
        }

        Assert.Single(await Reader.IdsAsync(_anna, new GalleryFilter(), Cancel));
        Assert.Single(await Reader.IdsAsync(Shelf.Person(Role.Admin), new GalleryFilter(), Cancel));
    }

    [Fact]
    public async Task A_passport_names_the_whole_lineage()
    {
        var id = (await Shelf.FillAsync(_studio, await Shelf.LineageAsync(_studio, _anna.PersonId, Checkpoint), 1))[0].Id;

        var passport = await Reader.GetAsync(_ben, id, Cancel);

        Assert.Equal(("Run", "Plain", "quick", "Tea", 3, "Our own.", 700, 5), (
            passport.RunName, passport.FamilyId, passport.Preset, passport.DatasetName, passport.DatasetVersion, passport.Rights, passport.Tile.Step, passport.Tile.Seed));
        Assert.False(passport.MayChange);
    }

    [Fact]
    public async Task Neighbours_are_the_next_ones_under_the_filter()
    {
        var all = await Shelf.FillAsync(_studio, await Shelf.LineageAsync(_studio, _anna.PersonId, Checkpoint), 4);
        await _studio.Services.GetRequiredService<RatingBook>().RateAsync(_ben, [all[0].Id, all[3].Id], 4, Cancel);

        Assert.Equal((all[0].Id, all[2].Id), await Reader.NeighboursAsync(_ben, new GalleryFilter(), all[1].Id, Cancel));
        Assert.Equal((all[0].Id, all[3].Id), await Reader.NeighboursAsync(_ben, new GalleryFilter(MinStars: 4), all[1].Id, Cancel));
    }

    [Fact]
    public async Task The_mean_follows_every_change_of_every_rater()
    {
        var id = (await Shelf.FillAsync(_studio, await Shelf.LineageAsync(_studio, _anna.PersonId, Checkpoint), 1))[0].Id;
        var ratings = _studio.Services.GetRequiredService<RatingBook>();
        await ratings.RateAsync(_anna, [id], 5, Cancel);
        await ratings.RateAsync(_ben, [id], 1, Cancel);
        await ratings.RateAsync(_ben, [id], 2, Cancel);
        var both = (await Reader.TilesAsync(_ben, [id], Cancel))[0];
        await ratings.RateAsync(_anna, [id], 0, Cancel);
        var one = (await Reader.TilesAsync(_ben, [id], Cancel))[0];

        Assert.Equal((3.5, 2, 2), (both.Stars, both.RatingCount, both.MyStars));
        Assert.Equal((2.0, 1, 2), (one.Stars, one.RatingCount, one.MyStars));
        await Assert.ThrowsAsync<ReviewException>(() => ratings.RateAsync(_ben, [id], 6, Cancel));
    }

    [Fact]
    public async Task Emptying_the_trash_deletes_bytes_that_nothing_else_uses_and_no_others()
    {
        var blobs = new List<string>();
        foreach (var word in new[] { "own", "common" })
        {
            blobs.Add((await _studio.Blobs.AddAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(word)), Cancel)).Hash.Hex);
        }

        var all = await Shelf.FillAsync(_studio, await Shelf.LineageAsync(_studio, _anna.PersonId, Checkpoint), 3, hash: i => blobs[Math.Min(i, 1)]);
        var trash = _studio.Services.GetRequiredService<GalleryTrash>();
        await trash.TrashAsync(_anna, [all[0].Id, all[1].Id], Cancel);

        var caches = _studio.Services.GetRequiredService<ArtifactCaches>();
        string[] made = [caches.SoundOf(all[0].Id), caches.ThumbnailOf(ContentHash.Parse(blobs[0]), 256), caches.ThumbnailOf(ContentHash.Parse(blobs[1]), 256)];
        foreach (var file in made)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "cached", Cancel);
        }

        Assert.Equal(0, await trash.EmptyAsync(_ben, Cancel));
        Assert.Equal(2, await trash.EmptyAsync(_anna, Cancel));
        Assert.False(_studio.Blobs.Has(ContentHash.Parse(blobs[0])));
        Assert.True(_studio.Blobs.Has(ContentHash.Parse(blobs[1])));
        Assert.Equal([false, false, true], made.Select(File.Exists));
        Assert.Equal([all[2].Id], await Reader.IdsAsync(_anna, new GalleryFilter(), Cancel));
    }

    [Fact]
    public async Task A_bulk_act_that_touches_anothers_artifact_does_nothing_at_all()
    {
        var mine = await Shelf.FillAsync(_studio, await Shelf.LineageAsync(_studio, _anna.PersonId, Checkpoint), 2);
        var theirs = await Shelf.FillAsync(_studio, await Shelf.LineageAsync(_studio, _ben.PersonId, Checkpoint), 1);
        var trash = _studio.Services.GetRequiredService<GalleryTrash>();

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => trash.TrashAsync(_anna, [mine[0].Id, theirs[0].Id], Cancel));

        Assert.Equal("refused.notAllowed", refusal.Code);
        Assert.Equal(3, (await Reader.IdsAsync(_anna, new GalleryFilter(), Cancel)).Count);
    }
}
