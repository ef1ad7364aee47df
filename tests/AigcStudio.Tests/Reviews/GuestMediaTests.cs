using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>What leaves the house by a link is a marked file like any other.</summary>
public sealed class GuestMediaTests : IAsyncLifetime
{
    private readonly PlainGalleryMedia _media = new();
    private readonly StudioApp _app;
    private HttpClient _creator = null!;

    public GuestMediaTests() => _app = new() { More = services => services.Replace(ServiceDescriptor.Singleton<IMedia>(_media)) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _creator = await _app.ClientAsync(Role.Creator);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(Modality.Image, "image/webp", "webp")]
    [InlineData(Modality.Audio, "audio/wav", "wav")]
    public async Task A_guest_gets_a_marked_and_labelled_file_that_the_registry_knows_once(Modality kind, string type, string extension)
    {
        await LabelAsync(LabelPolicy.China);
        var id = await KeepAsync(kind);
        var path = $"{await LinkAsync(id)}/media/{id}";
        using var guest = _app.Bare();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => guest.GetAsync(path, Cancel)));
        var bytes = await answers[0].Content.ReadAsByteArrayAsync(Cancel);

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.OK, type), (a.StatusCode, a.Content.Headers.ContentType?.MediaType)));
        Assert.Equal(PlainGalleryMedia.Mark, bytes[..PlainGalleryMedia.Mark.Length]);
        var mark = Assert.Single(_media.Marks);
        Assert.Equal((id.ToString(), "AI生成"), (mark.ProduceId, mark.VisibleText));
        await using (var db = await DbAsync())
        {
            var record = Assert.Single(await db.Exports.ToListAsync(Cancel));
            Assert.Equal((id, ContentHash.Of(bytes).Hex, extension), (record.ArtifactId, record.FileHash, record.Format));
        }

        await LabelAsync(LabelPolicy.Eu);
        await guest.GetAsync(path, Cancel);
        Assert.Equal("AI-generated", _media.Marks[^1].VisibleText);
        _app.Services.GetRequiredService<ArtifactCaches>().Forget(id);
        await guest.GetAsync(path, Cancel);
        Assert.Equal(3, _media.Marks.Count);
    }

    [Fact]
    public async Task The_words_that_a_guest_reads_carry_the_visible_label_where_the_workspace_wants_one()
    {
        var id = await KeepAsync(Modality.Text);
        var link = await LinkAsync(id);
        using var guest = _app.CreateClient();
        guest.DefaultRequestHeaders.Add("Origin", guest.BaseAddress!.ToString().TrimEnd('/'));
        await EnterAsync(guest, link);
        Assert.DoesNotContain("guest-label", await guest.GetStringAsync($"{link}?at=1", Cancel), StringComparison.Ordinal);

        await LabelAsync(LabelPolicy.Eu);
        Assert.Contains("<p class=\"guest-label\">AI-generated</p>", await guest.GetStringAsync($"{link}?at=1", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_two_hundred_pictures_gets_them_all_at_once()
    {
        var id = await KeepAsync(Modality.Image);
        var path = $"{await LinkAsync(id)}/media/{id}";
        using var guest = _app.Bare();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => guest.GetAsync(path, Cancel)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
    }

    private static async Task EnterAsync(HttpClient guest, string link)
    {
        var door = await guest.GetStringAsync(link, Cancel);
        var answer = await guest.PostAsync(link, ReviewApiTests.FormOf(door, ("Newcomer.Name", "Carla")), Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task LabelAsync(LabelPolicy policy)
    {
        var admin = await _app.PersonAsync(Role.Admin);
        await _app.Services.GetRequiredService<WorkspaceSettings>().SaveAsync(new Viewer(admin.Id, Role.Admin), "Tea House", policy, Cancel);
    }

    private async Task<string> LinkAsync(Guid id)
    {
        var made = await _creator.PostAsJsonAsync("/api/guest-links", new { artifactIds = new[] { id }, title = "For you" }, Cancel);
        return new Uri((string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["link"]!).AbsolutePath;
    }

    private Task<StudioDb> DbAsync() => _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);

    private async Task<Guid> KeepAsync(Modality kind)
    {
        var databases = _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var bytes = kind == Modality.Audio ? PlainGalleryMedia.Wave(PlainGalleryMedia.Samples(1, 2, 3), 8_000) : Encoding.UTF8.GetBytes("Tea for two.");
        var blob = await _app.Services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream(bytes), Cancel);
        var generation = await Shelf.LineageAsync(databases, (await _app.PersonAsync(Role.Creator)).Id, blob.Hash.Hex);
        return (await Shelf.FillAsync(databases, generation, 1, hash: _ => blob.Hash.Hex, kind: _ => kind))[0].Id;
    }
}
