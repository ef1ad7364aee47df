using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Recommendations;
using AigcStudio.Tests.Datasets;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Recommendations;

public sealed class FeatureBookTests : IAsyncLifetime
{
    private readonly PlainMedia _media = new();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FeatureBook Book => _studio.Services.GetRequiredService<FeatureBook>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<IMedia>(_media));

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Every_artifact_is_measured_once_whatever_its_kind()
    {
        var artifacts = await KeepAsync(40);
        await MeasureAllAsync();
        var decoded = _media.Decoded;
        Assert.Equal(0, await Book.MeasureNextAsync(Cancel));

        var vectors = await _studio.Services.GetRequiredService<FeatureShelf>().GetAsync(Cancel);
        Assert.Equal(artifacts.Select(a => FeatureNames.Of(a.Modality).Count), artifacts.Select(a => vectors[a.Id].Length));
        Assert.Equal(decoded, artifacts.Count(a => a.Modality != Modality.Text));
    }

    [Fact]
    public async Task What_was_measured_by_another_version_is_measured_anew_and_the_rest_is_left()
    {
        var artifacts = await KeepAsync(6);
        await MeasureAllAsync();
        await using (var db = await _studio.DbAsync())
        {
            await db.ArtifactFeatures.Where(f => f.ArtifactId == artifacts[0].Id).ExecuteUpdateAsync(s => s.SetProperty(f => f.Version, 0).SetProperty(f => f.Vector, new byte[4]), Cancel);
        }

        Assert.Equal(1, await Book.MeasureNextAsync(Cancel));
        Assert.Equal(0, await Book.MeasureNextAsync(Cancel));
        await using var after = await _studio.DbAsync();
        Assert.Equal((FeatureNames.Version, FeatureNames.Of(artifacts[0].Modality).Count * 4), await after.ArtifactFeatures.Where(f => f.ArtifactId == artifacts[0].Id).Select(f => ValueTuple.Create(f.Version, f.Vector.Length)).SingleAsync(Cancel));
    }

    [Fact]
    public async Task What_is_new_reaches_those_who_read_before()
    {
        var shelf = _studio.Services.GetRequiredService<FeatureShelf>();
        await KeepAsync(3);
        await MeasureAllAsync();
        Assert.Equal(3, (await shelf.GetAsync(Cancel)).Count);
        await KeepAsync(2);
        await MeasureAllAsync();
        Assert.Equal(5, (await shelf.GetAsync(Cancel)).Count);
    }

    [Fact]
    public async Task An_artifact_whose_bytes_are_gone_is_not_tried_for_ever()
    {
        var generation = await Shelf.LineageAsync(_studio, Guid.CreateVersion7(), "c");
        await Shelf.FillAsync(_studio, generation, 1);

        Assert.Equal(1, await Book.MeasureNextAsync(Cancel));
        Assert.Equal(0, await Book.MeasureNextAsync(Cancel));
    }

    [Fact]
    public async Task An_artifact_of_which_the_measuring_dies_is_left_unmeasured_and_all_others_are_measured()
    {
        var artifacts = await KeepAsync(60);
        _media.DiesOf = b => b.AsSpan().SequenceEqual(PlainMedia.Picture(3));

        await MeasureAllAsync();

        var vectors = await _studio.Services.GetRequiredService<FeatureShelf>().GetAsync(Cancel);
        Assert.Equal(artifacts.Select((a, i) => i == 3 ? 0 : FeatureNames.Of(a.Modality).Count), artifacts.Select(a => vectors[a.Id].Length));
    }

    [Fact]
    public async Task Where_nothing_can_be_measured_at_all_nothing_is_given_up()
    {
        await KeepAsync(6);
        _media.DiesOf = _ => true;
        await Assert.ThrowsAnyAsync<Exception>(MeasureAllAsync);
        _media.DiesOf = _ => false;
        await MeasureAllAsync();

        Assert.All((await _studio.Services.GetRequiredService<FeatureShelf>().GetAsync(Cancel)).Values, Assert.NotEmpty);
    }

    [Fact]
    public async Task What_is_deleted_for_good_takes_its_measures_along()
    {
        var owner = Shelf.Person();
        var artifacts = await KeepAsync(2, owner.PersonId);
        await MeasureAllAsync();
        await _studio.Services.GetRequiredService<TasteBook>().HideAsync(owner, [artifacts[0].Id], Cancel);
        var trash = _studio.Services.GetRequiredService<GalleryTrash>();
        await trash.TrashAsync(owner, [artifacts[0].Id], Cancel);
        await trash.EmptyAsync(owner, Cancel);

        await using var db = await _studio.DbAsync();
        Assert.Equal(artifacts[1].Id, (await db.ArtifactFeatures.SingleAsync(Cancel)).ArtifactId);
        Assert.Empty(await db.HiddenRecommendations.ToListAsync(Cancel));
    }

    private async Task MeasureAllAsync()
    {
        while (await Book.MeasureNextAsync(Cancel) > 0)
        {
        }
    }

    private async Task<IReadOnlyList<Artifact>> KeepAsync(int count, Guid? owner = null)
    {
        var hashes = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var bytes = Kind(i) switch { Modality.Text => "Tea for two!"u8.ToArray(), Modality.Audio => PlainMedia.Sound(i), _ => PlainMedia.Picture(i) };
            hashes.Add((await _studio.Blobs.AddAsync(new MemoryStream(bytes), Cancel)).Hash.Hex);
        }

        var generation = await Shelf.LineageAsync(_studio, owner ?? Guid.CreateVersion7(), ContentHash.Of("c"u8).Hex);
        return await Shelf.FillAsync(_studio.Contexts, generation, count, hash: i => hashes[i], kind: Kind);

        static Modality Kind(int i) => (Modality)(i % 3);
    }
}
