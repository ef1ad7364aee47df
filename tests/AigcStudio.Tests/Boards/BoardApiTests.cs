using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Boards;

/// <summary>Boards as a program sees them: the same acts as on the pages.</summary>
public sealed class BoardApiTests : IAsyncLifetime
{
    private readonly StudioApp _app = new();
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await _app.ClientAsync(Role.Creator);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_board_is_made_filled_sorted_and_asked_for_in_the_gallery()
    {
        var artifacts = await DrawAsync(3);
        var board = await MakeAsync("Spring");
        var put = await PostAsync($"/api/boards/{board}/items", new { artifactIds = artifacts });
        Assert.Equal(3, put["put"]!.AsArray().Count);

        await _client.PostAsJsonAsync($"/api/boards/{board}/items/move", new { artifactIds = new[] { artifacts[2] }, before = artifacts[0] }, Cancel);
        await _client.PatchAsJsonAsync($"/api/boards/{board}", new { order = "Hand", name = "Summer" }, Cancel);
        Assert.Equal([artifacts[2], artifacts[0], artifacts[1]], Ids((await GetAsync($"/api/boards/{board}/items"))["artifactIds"]!));
        Assert.Equal("Summer", (string)(await GetAsync($"/api/boards/{board}"))["card"]!["name"]!);

        await _client.DeleteAsync($"/api/boards/{board}/items/{artifacts[0]}", Cancel);
        Assert.Equal([artifacts[1], artifacts[2]], Ids(await GetAsync($"/api/artifacts?boardId={board}"), "items"));
        Assert.Equal([artifacts[0]], Ids(await GetAsync("/api/artifacts?boardId=none"), "items"));
        Assert.Empty(Ids(await GetAsync("/api/artifacts?boardId=nonsense"), "items"));
    }

    [Fact]
    public async Task A_board_goes_to_the_trash_and_comes_back()
    {
        var board = await MakeAsync("Spring");
        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync($"/api/boards/{board}", Cancel)).StatusCode);
        Assert.Empty(Ids(await GetAsync("/api/boards"), "items"));
        Assert.Equal([board], Ids(await GetAsync("/api/boards?trashed=true"), "items"));

        await _client.PostAsync($"/api/boards/{board}/restore", null, Cancel);
        Assert.Equal([board], Ids(await GetAsync("/api/boards"), "items"));
    }

    [Fact]
    public async Task A_circle_is_refused_in_words()
    {
        var outer = await MakeAsync("Outer");
        var inner = await MakeAsync("Inner", outer);

        var answer = await _client.PostAsJsonAsync($"/api/boards/{outer}/move", new { parentId = inner }, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("boards.circle", (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]!);
    }

    [Fact]
    public async Task The_target_is_set_and_read()
    {
        var board = await MakeAsync("Spring");
        await _client.PutAsJsonAsync("/api/boards/target", new { boardId = board }, Cancel);
        Assert.Equal(board, (Guid)(await GetAsync("/api/boards/target"))["boardId"]!);
    }

    [Fact]
    public async Task Many_are_starred_and_approved_at_once_and_compared()
    {
        var artifacts = await DrawAsync(3);
        var answer = await PostAsync("/api/artifacts/bulk", new { ids = artifacts, stars = 4, state = "Approved" });
        Assert.Equal((3, 3), ((int)answer["count"]!, (int)answer["judged"]!));
        Assert.All((await GetAsync("/api/artifacts?minRating=4&state=approved"))["items"]!.AsArray(), a => Assert.Equal(4, (int)a!["myStars"]!));

        var compared = await GetAsync($"/api/artifacts/compare?ids={artifacts[0]},{artifacts[1]}");
        Assert.Equal(["1", "2"], compared["rows"]!.AsArray().Single(r => (string)r!["name"]! == "No. in the draw")!["values"]!.AsArray().Select(v => (string)v!));
        var alone = await _client.GetAsync($"/api/artifacts/compare?ids={artifacts[0]}", Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, alone.StatusCode);
    }

    private static List<Guid> Ids(JsonNode list) => [.. list.AsArray().Select(i => (Guid)i!)];

    private static List<Guid> Ids(JsonNode page, string part) => [.. page[part]!.AsArray().Select(i => (Guid)i!["id"]!)];

    private async Task<Guid> MakeAsync(string name, Guid? parentId = null) => (Guid)(await PostAsync("/api/boards", new { name, parentId }))["id"]!;

    private async Task<JsonNode> GetAsync(string address) => (await _client.GetFromJsonAsync<JsonNode>(address, Cancel))!;

    private async Task<JsonNode> PostAsync(string address, object body)
    {
        var answer = await _client.PostAsJsonAsync(address, body, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
    }

    private async Task<IReadOnlyList<Guid>> DrawAsync(int count)
    {
        var databases = _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var owner = await _app.PersonAsync(Role.Creator);
        var generation = await Shelf.LineageAsync(databases, owner.Id, ContentHash.Of("c"u8).Hex);
        return [.. (await Shelf.FillAsync(databases, generation, count)).Select(a => a.Id)];
    }
}
