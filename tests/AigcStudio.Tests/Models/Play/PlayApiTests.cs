using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Models;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Models.Play;

/// <summary>Playing as a program sees it: whose models, what is refused in words, and what is kept and leaves the house.</summary>
public sealed class PlayApiTests : IAsyncLifetime
{
    private readonly CodeEngine _engine = new();
    private readonly PlainGalleryMedia _media = new();
    private readonly StudioApp _app;
    private HttpClient _client = null!;

    public PlayApiTests() => _app = new StudioApp
    {
        More = services => services
            .Replace(ServiceDescriptor.Singleton<IMedia>(_media))
            .Replace(ServiceDescriptor.Singleton<IEngine>(_engine))
            .Replace(ServiceDescriptor.Singleton(new FamilyCatalog([]))),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await _app.ClientAsync(Role.Creator);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Anothers_private_model_answers_like_a_missing_one_on_every_road()
    {
        var hidden = await ModelAsync(Visibility.Private);
        foreach (var road in new[] { hidden, Guid.CreateVersion7() }.Select(id => $"/api/models/{id}/play"))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(road, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(road, new { })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"{road}/way", new { stops = Codes(1), ways = new[] { 0 } })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"{road}/sound", Codes(1)[0])).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"{road}/keep", new { codes = Codes(1) })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"{road}/walk", new { stops = Codes(2) })).StatusCode);
        }

        Assert.Empty(_engine.Asked);
    }

    [Fact]
    public async Task A_sheet_comes_as_one_picture_with_its_places_and_codes_where_they_are_asked_for()
    {
        var road = $"/api/models/{await ModelAsync()}/play";
        var bare = await ReadAsync(await PostAsync(road, new { count = 6, seed = 3, spread = 0.5, sliders = new[] { 1.5 } }));
        var coded = await ReadAsync(await PostAsync(road, new { count = 6, codes = true }));

        Assert.Equal(("image", 6, 4), ((string)bare["kind"]!, (int)bare["count"]!, (int)bare["width"]!));
        Assert.Equal(6 * 16, Convert.FromBase64String((string)bare["picture"]!).Length);
        Assert.Equal(6, bare["places"]!.AsArray().Count);
        Assert.Empty(bare["codes"]!.AsArray());
        Assert.Equal(6, coded["codes"]!.AsArray().Count);
        var asked = _engine.Asked[0].Sheet!;
        Assert.Equal((3, 0.5, 1.5), (asked.Seed, asked.Spread, asked.Sliders.Single()));
        Assert.Empty(Directory.GetFileSystemEntries(_app.Services.GetRequiredService<StudioFolders>().Spool));
    }

    [Fact]
    public async Task Pixels_that_were_asked_for_come_as_they_are_after_their_description()
    {
        var answer = await PostAsync($"/api/models/{await ModelAsync()}/play", new { count = 6, pixels = true });
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var said = JsonNode.Parse(bytes.AsSpan(4, length))!;

        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal((6, 4, 1, true), ((int)said["count"]!, (int)said["width"]!, (int)said["channels"]!, (bool)said["aiGenerated"]!));
        Assert.Null(said["picture"]);
        Assert.Equal(Enumerable.Range(0, 6).SelectMany(i => Enumerable.Repeat((byte)i, 16)), bytes[(4 + length)..]);
        Assert.True(_engine.Asked.Single().Preview);
    }

    [Fact]
    public async Task A_long_walk_is_decoded_in_pieces_and_to_the_bits_of_a_draw()
    {
        _engine.Form = new TextForm(16);
        var road = $"/api/models/{await ModelAsync()}/play/walk";
        HttpResponseMessage? answer = null;
        await WorkedAsync(async () => answer = await PostAsync(road, new { stops = Codes(12), secondsPerLeg = 6 }), read: false);

        var text = await answer!.Content.ReadAsStringAsync(Cancel);
        Assert.Equal([64, 64, 5], _engine.Asked.Where(a => a.Way!.Stops.Count == 12 && !a.Preview).Skip(1).Select(a => a.Way!.Ways.Count));
        Assert.Equal(133, text.Split("say ").Length - 1);
        Assert.EndsWith("say 17\n\nsay 18\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_much_and_what_is_no_number_is_refused_in_words()
    {
        var road = $"/api/models/{await ModelAsync()}/play";
        var notANumber = new PlayCode(CodeText.Write([float.NaN]), 0, 0);

        await RefusedAsync("play.tooMany", road, new { count = 65 });
        await RefusedAsync("play.outOfRange", road, new { sliders = new[] { 5 } });
        await RefusedAsync("play.outOfRange", road, new { spread = 1e300 });
        await RefusedAsync("play.badCode", road, new { pinned = new[] { new PinnedCode(0, notANumber) } });
        await RefusedAsync("play.badCode", $"{road}/keep", new { codes = new[] { notANumber } });
        await RefusedAsync("play.badCode", $"{road}/way", new { stops = new[] { new PlayCode("no base64", 0, 0) }, ways = new[] { 0 } });
        await RefusedAsync("play.badCode", road, new { pinned = new object?[] { null } });
        await RefusedAsync("refused.unreadable", road, new { pinned = new[] { new { place = 0 } } }, HttpStatusCode.BadRequest);
        await RefusedAsync("play.badCode", $"{road}/way", new { stops = new object?[] { null }, ways = new[] { 0 } });
        await RefusedAsync("play.badCode", $"{road}/keep", new { codes = new object?[] { null } });
        await RefusedAsync("play.badCode", $"{road}/walk", new { stops = new object?[] { null, null } });
        await RefusedAsync("refused.unreadable", $"{road}/sound", new { seed = 1 }, HttpStatusCode.BadRequest);
        await RefusedAsync("play.tooMany", $"{road}/keep", new { codes = Codes(65) });
        await RefusedAsync("play.tooMany", $"{road}/way", new { stops = Codes(1), ways = new double[65] });
        await RefusedAsync("play.nothing", $"{road}/keep", new { });
        await RefusedAsync("play.walkNeedsTwo", $"{road}/walk", new { stops = Codes(1) });
        await RefusedAsync("export.noFfmpeg", $"{road}/walk", new { stops = Codes(2) });
        using var bare = new StringContent("{\"sliders\":[NaN]}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.PostAsync(road, bare, Cancel)).StatusCode);
    }

    [Fact]
    public async Task What_is_kept_lies_in_the_gallery_with_its_code()
    {
        var model = await ModelAsync();
        var kept = await WorkedAsync(() => PostAsync($"/api/models/{model}/play/keep", new { codes = Codes(2) }));

        var ids = kept["artifacts"]!.AsArray().Select(a => (Guid)a!).ToList();
        var passport = await ReadAsync(await _client.GetAsync($"/api/artifacts/{ids[1]}", Cancel));
        var codes = JsonNode.Parse((string)passport["drawSettings"]!)!["codes"]!.AsArray();
        Assert.Equal(2, ids.Count);
        Assert.Equal(Codes(2).Select(c => c.Code), codes.Select(c => (string)c!["Code"]!));
        Assert.Equal(model, (Guid)passport["tile"]!["modelId"]!);
    }

    [Fact]
    public async Task A_walk_leaves_marked_is_entered_under_its_first_pin_and_its_pins_are_kept()
    {
        _engine.Form = new TextForm(16);
        var road = $"/api/models/{await ModelAsync()}/play/walk";
        HttpResponseMessage? answer = null;
        await WorkedAsync(async () => answer = await PostAsync(road, new { stops = Codes(2), secondsPerLeg = 1 }), read: false);

        var bytes = await answer!.Content.ReadAsByteArrayAsync(Cancel);
        var text = Encoding.UTF8.GetString(bytes);
        await using var db = await DbAsync();
        var record = await db.Exports.SingleAsync(Cancel);
        var first = await db.Artifacts.SingleAsync(a => a.Index == 0, Cancel);
        Assert.Contains(AigcLabel.SourceType, text, StringComparison.Ordinal);
        Assert.Contains(first.Id.ToString(), text, StringComparison.Ordinal);
        Assert.EndsWith("say 7\n\nsay 7\n\nsay 8\n", text, StringComparison.Ordinal);
        Assert.Equal((first.Id, ContentHash.Of(bytes).Hex), (record.ArtifactId, record.FileHash));
        Assert.Equal(2, await db.Artifacts.CountAsync(Cancel));
    }

    [Fact]
    public async Task Training_items_are_on_the_map_of_those_alone_who_may_see_them()
    {
        var model = await ModelAsync();
        var mine = await ReadAsync(await _client.GetAsync($"/api/models/{model}/play", Cancel));
        await using (var db = await DbAsync())
        {
            await db.Datasets.ExecuteUpdateAsync(d => d.SetProperty(x => x.Visibility, Visibility.Private), Cancel);
        }

        var hidden = await ReadAsync(await _client.GetAsync($"/api/models/{model}/play", Cancel));
        Assert.Equal(4, (int)mine["items"]!.AsArray().Single()!["index"]!);
        Assert.Empty(hidden["items"]!.AsArray());
        Assert.Equal("cup", (string)mine["directions"]![1]!["label"]!);
    }

    /// <summary>7, 8, 9 ...</summary>
    private static List<PlayCode> Codes(int count) => [.. Enumerable.Range(0, count).Select(i => new PlayCode(CodeText.Write([7 + i, 0]), 1, i))];

    private async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var said = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, said + string.Join("\n", _app.Lines.All.Where(l => l.Contains("Exception", StringComparison.Ordinal))));
        return JsonNode.Parse(said)!;
    }

    private Task<HttpResponseMessage> PostAsync(string road, object body) => _client.PostAsJsonAsync(road, body, Cancel);

    private async Task RefusedAsync(string code, string road, object body, HttpStatusCode status = HttpStatusCode.UnprocessableEntity)
    {
        var answer = await PostAsync(road, body);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal((code, status), ((string?)problem["code"], answer.StatusCode));
        Assert.DoesNotContain(code, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    // A worker does what was queued while the request waits for it.
    private async Task<JsonNode> WorkedAsync(Func<Task<HttpResponseMessage>> ask, bool read = true)
    {
        var asking = ask();
        while (!asking.IsCompleted && !await _app.Services.GetRequiredService<JobRunner>().RunNextAsync(JobLane.Draws, Cancel))
        {
            await Task.Yield();
        }

        var answer = await asking;
        return read ? await ReadAsync(answer) : new JsonObject();
    }

    private Task<StudioDb> DbAsync() => _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);

    private async Task<Guid> ModelAsync(Visibility visibility = Visibility.Shared)
    {
        var checkpoint = await _app.Services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream([1, 2, 3]), Cancel);
        var owner = await _app.PersonAsync(Role.Creator);
        var generation = await Shelf.LineageAsync(_app.Services.GetRequiredService<IDbContextFactory<StudioDb>>(), owner.Id, checkpoint.Hash.Hex, visibility: visibility);
        await using var db = await DbAsync();
        var form = JsonSerializer.Serialize(_engine.Form);
        await db.Runs.ExecuteUpdateAsync(r => r.SetProperty(x => x.Form, form), Cancel);
        var model = new Model
        {
            Id = Guid.CreateVersion7(),
            Name = "Tea",
            OwnerId = owner.Id,
            Visibility = visibility,
            RunId = generation.RunId,
            CheckpointId = generation.CheckpointId,
        };
        db.Models.Add(model);
        await db.SaveChangesAsync(Cancel);
        return model.Id;
    }
}
