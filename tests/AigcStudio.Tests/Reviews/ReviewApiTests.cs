using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>The desk as programs and guests meet it.</summary>
public sealed class ReviewApiTests : IAsyncLifetime
{
    private readonly StudioApp _app = new();
    private HttpClient _creator = null!;
    private HttpClient _reviewer = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_creator, _reviewer) = (await _app.ClientAsync(Role.Creator), await _app.ClientAsync(Role.Reviewer));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_queue_says_nothing_of_makers_or_of_what_others_said()
    {
        var ids = await KeepAsync(2);
        await _creator.PutAsJsonAsync($"/api/artifacts/{ids[0]}/rating", new { stars = 5 }, Cancel);
        var queue = await _reviewer.GetStringAsync("/api/review/queue?modality=text", Cancel);

        Assert.Equal(2, JsonNode.Parse(queue)!["items"]!.AsArray().Count);
        Assert.Equal(2, (int)JsonNode.Parse(queue)!["counts"]!["waiting"]!);
        var item = JsonNode.Parse(queue)!["items"]![0]!.AsObject().Select(p => p.Key);
        Assert.Equal(["height", "id", "label", "length", "modality", "nearCopy", "opening", "peaks", "width"], item.Order());
    }

    [Fact]
    public async Task A_duel_names_its_makers_after_the_vote_and_the_board_counts_it()
    {
        await KeepAsync(1);
        await KeepAsync(1);
        var pair = (await _reviewer.GetFromJsonAsync<JsonObject>("/api/duels/next", Cancel))!;
        Assert.DoesNotContain("checkpoint", pair.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        var vote = await _reviewer.PostAsJsonAsync(
            "/api/duels", new { leftId = (string)pair["left"]!["id"]!, rightId = (string)pair["right"]!["id"]!, verdict = "left" }, Cancel);
        var outcome = JsonNode.Parse(await vote.Content.ReadAsStringAsync(Cancel))!;
        var board = (await _reviewer.GetFromJsonAsync<JsonObject>("/api/review/leaderboard", Cancel))!;

        Assert.Equal("Run", (string)outcome["left"]!["name"]!);
        Assert.Equal((1, "tooFew"), ((int)board["duels"]!, (string)board["says"]!));
        Assert.Equal((string)outcome["left"]!["checkpointId"]!, (string)board["standings"]![0]!["contender"]!["checkpointId"]!);
    }

    [Fact]
    public async Task A_comment_is_made_resolved_deleted_and_restored()
    {
        var road = $"/api/artifacts/{(await KeepAsync(1))[0]}/comments";
        var made = await _reviewer.PostAsJsonAsync(road, new { text = "Here.", offset = 3 }, Cancel);
        var id = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["id"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await _creator.PatchAsJsonAsync($"/api/comments/{id}", new { resolved = true }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _creator.DeleteAsync($"/api/comments/{id}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _reviewer.DeleteAsync($"/api/comments/{id}", Cancel)).StatusCode);
        Assert.Empty((await _creator.GetFromJsonAsync<JsonObject>(road, Cancel))!["items"]!.AsArray());
        await _reviewer.PostAsync($"/api/comments/{id}/restore", null, Cancel);

        var comment = Assert.Single((await _creator.GetFromJsonAsync<JsonObject>(road, Cancel))!["items"]!.AsArray())!;
        Assert.Equal(("Here.", 3), ((string)comment["text"]!, (int)comment["place"]!["offset"]!));
        Assert.NotNull(comment["resolvedAt"]);
    }

    [Fact]
    public async Task Links_that_open_nothing_answer_alike()
    {
        var ids = await KeepAsync(1);
        var (over, withdrawn) = (await LinkAsync(ids), await LinkAsync(ids));
        Assert.Equal(HttpStatusCode.NoContent, (await _creator.DeleteAsync($"/api/guest-links/{withdrawn.Id}", Cancel)).StatusCode);
        await using (var db = await _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel))
        {
            await db.GuestLinks.Where(l => l.Id == over.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.ExpiresAt, DateTimeOffset.UnixEpoch), Cancel);
        }

        using var guest = _app.Bare();
        var answers = new List<(HttpStatusCode, string, HttpStatusCode, string)>();
        foreach (var path in new[] { "/guest/unknown-secret", over.Path, withdrawn.Path })
        {
            var (page, media) = (await guest.GetAsync(path, Cancel), await guest.GetAsync($"{path}/media/{ids[0]}", Cancel));
            answers.Add((
                page.StatusCode, Regex.Replace((await page.Content.ReadAsStringAsync(Cancel)).Replace(path, "", StringComparison.Ordinal), "<!--.*?-->", "", RegexOptions.Singleline),
                media.StatusCode, await media.Content.ReadAsStringAsync(Cancel)));
        }

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answers[0].Item1, answers[0].Item3));
        Assert.Contains("This link opens nothing", answers[0].Item2, StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
    }

    [Fact]
    public async Task A_guest_enters_by_name_sees_the_words_alone_rates_and_reaches_nothing_else()
    {
        var ids = await KeepAsync(2);
        var link = await LinkAsync([ids[0]]);
        using var guest = _app.CreateClient();
        guest.DefaultRequestHeaders.Add("Origin", guest.BaseAddress!.ToString().TrimEnd('/'));
        var door = await guest.GetStringAsync(link.Path, Cancel);
        Assert.DoesNotContain("Words of 0", door, StringComparison.Ordinal);
        var seen = await PostAsync(guest, link.Path, door, ("Newcomer.Name", "Carla"));
        var after = await PostAsync(guest, link.Path, seen, ("Verdict.Id", $"{ids[0]}"), ("Verdict.Words", "Fine."), ("Verdict.Stars", "4"));

        Assert.Contains("Words of 0", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Words of 1", seen, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bRun\b|Tea|Plain|/api/|download>", seen);
        Assert.Contains("Thank you, Carla", after, StringComparison.Ordinal);
        var said = (await _creator.GetFromJsonAsync<JsonObject>($"/api/artifacts/{ids[0]}/guest-ratings", Cancel))!["items"]![0]!;
        Assert.Equal(("Carla", 4, "Fine."), ((string)said["guestName"]!, (int)said["stars"]!, (string)said["words"]!));
        foreach (var path in new[] { $"{link.Path}/media/{ids[1]}", $"{link.Path}/media/{ids[0]}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync(path, Cancel)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await guest.GetAsync($"/api/artifacts/{ids[0]}/file", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_secret_of_a_link_is_shown_once_also_to_who_repeats_the_request()
    {
        var ids = await KeepAsync(1);
        var answers = new List<JsonNode>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/guest-links") { Content = JsonContent.Create(new { artifactIds = ids, title = "T" }) };
            request.Headers.Add("Idempotency-Key", "once");
            var answer = await _creator.SendAsync(request, Cancel);
            answers.Add(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!);
        }

        Assert.Equal((string)answers[0]["id"]!, (string)answers[1]["id"]!);
        Assert.NotNull(answers[0]["link"]);
        Assert.Null(answers[1]["link"]);
    }

    /// <summary>A page's form as a browser sends it.</summary>
    internal static FormUrlEncodedContent FormOf(string page, params (string Name, string Value)[] fields)
    {
        var hidden = Regex.Matches(page, "<input[^>]*type=\"hidden\"[^>]*>").Select(m => m.Value)
            .Select(i => (Regex.Match(i, "name=\"([^\"]*)\"").Groups[1].Value, Regex.Match(i, "value=\"([^\"]*)\"").Groups[1].Value))
            .Where(f => f.Item1 is "_handler" or "__RequestVerificationToken");
        return new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
    }

    private static async Task<string> PostAsync(HttpClient guest, string path, string page, params (string Name, string Value)[] fields)
    {
        using var form = FormOf(page, fields);
        var answer = await guest.PostAsync(path, form, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private async Task<(Guid Id, string Path)> LinkAsync(IReadOnlyList<Guid> ids)
    {
        var made = await _creator.PostAsJsonAsync("/api/guest-links", new { artifactIds = ids, title = "For you" }, Cancel);
        var answer = JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!;
        return ((Guid)answer["id"]!, new Uri((string)answer["link"]!).AbsolutePath);
    }

    /// <summary>Texts of a run of their own.</summary>
    private async Task<IReadOnlyList<Guid>> KeepAsync(int count)
    {
        var databases = _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var owner = await _app.PersonAsync(Role.Creator);
        var hashes = new List<string>();
        for (var i = 0; i < count; i++)
        {
            using var words = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"Words of {i}"));
            hashes.Add((await _app.Services.GetRequiredService<BlobStore>().AddAsync(words, Cancel)).Hash.Hex);
        }

        var generation = await Shelf.LineageAsync(databases, owner.Id, "c");
        return [.. (await Shelf.FillAsync(databases, generation, count, hash: i => hashes[i], kind: _ => Modality.Text)).Select(a => a.Id)];
    }
}
