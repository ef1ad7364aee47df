using System.Net;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Models.Enlarging;

/// <summary>Larger pictures as a program asks for them: by which model, marked, kept for the next time and gone with the artifact.</summary>
public sealed class EnlargeApiTests : IAsyncLifetime
{
    private const string Enlarger = "ImageUpscale";

    private readonly LargeEngine _engine = new();
    private readonly PlainGalleryMedia _media = new();
    private readonly StudioApp _app;
    private HttpClient _client = null!;

    public EnlargeApiTests() => _app = new StudioApp
    {
        More = services => services
            .Replace(ServiceDescriptor.Singleton<IMedia>(_media))
            .Replace(ServiceDescriptor.Singleton<IEngine>(_engine))
            .Replace(ServiceDescriptor.Singleton(new FamilyCatalog([Families.Gan, Families.Gan with { Id = Enlarger, Enlarges = true, LeastSide = 64 }]))),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _client = await _app.ClientAsync(Role.Reviewer);
        var folders = _app.Services.GetRequiredService<StudioFolders>();
        _media.Room = new ChildRoom(folders.Blobs, folders.Spool);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_larger_picture_goes_out_marked_is_entered_and_is_made_once()
    {
        var id = await PictureAsync(side: 8);
        await ModelAsync(Enlarger);

        var file = await _client.GetByteArrayAsync($"/api/artifacts/{id}/large?format=png", Cancel);
        await _client.GetByteArrayAsync($"/api/artifacts/{id}/large?format=webp", Cancel);

        Assert.Equal([.. PlainGalleryMedia.Mark, .. Enumerable.Repeat(PlainGalleryMedia.Level, 3 * 32 * 32)], file);
        Assert.Equal(new ImageForm(3, 8, 8), Assert.Single(_engine.Asked).Form);
        await using var db = await DbAsync();
        Assert.Equal(["png", "webp"], await db.Exports.Where(e => e.ArtifactId == id).Select(e => e.Format).Order().ToListAsync(Cancel));
        Assert.Empty(Directory.GetFileSystemEntries(_app.Services.GetRequiredService<StudioFolders>().Spool));
    }

    [Fact]
    public async Task It_goes_with_its_artifact()
    {
        var id = await PictureAsync(side: 8);
        await ModelAsync(Enlarger);
        await _client.GetByteArrayAsync($"/api/artifacts/{id}/large", Cancel);
        var caches = _app.Services.GetRequiredService<ArtifactCaches>();
        var path = caches.LargeOf(id, _engine.Asked.Single().CheckpointHash);
        Assert.True(File.Exists(path));

        caches.Forget(id);

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task The_newest_model_of_colours_that_the_viewer_may_see_enlarges()
    {
        var id = await PictureAsync(side: 8);
        await ModelAsync(Enlarger, number: 1);
        var wanted = await ModelAsync(Enlarger, number: 2);
        await ModelAsync(Enlarger, number: 3, channels: 1);
        await ModelAsync(Enlarger, number: 4, visibility: Visibility.Private);
        await ModelAsync("ImageGan", number: 5);

        await _client.GetByteArrayAsync($"/api/artifacts/{id}/large", Cancel);

        Assert.Equal(wanted, _engine.Asked.Single().CheckpointHash.Hex);
    }

    [Fact]
    public async Task Without_a_model_and_beyond_a_size_it_is_refused_in_words()
    {
        var id = await PictureAsync(side: 8);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "enlarge.noModel"), await RefusalAsync(id));

        await ModelAsync(Enlarger);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "enlarge.tooLarge"), await RefusalAsync(await PictureAsync(side: 1025)));
    }

    [Fact]
    public async Task Anothers_private_picture_answers_like_a_missing_one()
    {
        await ModelAsync(Enlarger);
        foreach (var id in new[] { await PictureAsync(side: 8, Visibility.Private), Guid.CreateVersion7() })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await RefusalAsync(id)).Status);
        }

        Assert.Empty(_engine.Asked);
    }

    private async Task<(HttpStatusCode Status, string Code)> RefusalAsync(Guid id)
    {
        var answer = await _client.GetAsync($"/api/artifacts/{id}/large", Cancel);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.DoesNotContain("enlarge.", (string)problem["detail"]!, StringComparison.Ordinal);
        return (answer.StatusCode, (string)problem["code"]!);
    }

    private Task<StudioDb> DbAsync() => _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);

    private Task<Guid> PictureAsync(int side, Visibility visibility = Visibility.Shared) => Lenses.PictureAsync(_app, side, visibility);

    private async Task<string> ModelAsync(string family, byte number = 1, int channels = 3, Visibility visibility = Visibility.Shared) =>
        (await Lenses.ModelAsync(_app, family, number, channels, visibility)).Checkpoint;
}
