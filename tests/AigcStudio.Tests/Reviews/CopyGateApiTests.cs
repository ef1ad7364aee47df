using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>The gate as a program meets it.</summary>
public sealed class CopyGateApiTests : IAsyncLifetime
{
    private readonly StudioApp _app = new();
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await _app.ClientAsync(Role.Reviewer);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_near_copy_says_so_and_is_approved_with_the_explicit_word_alone()
    {
        var road = $"/api/artifacts/{await KeepAsync(0.25)}";
        var tile = (await _client.GetFromJsonAsync<JsonObject>(road, Cancel))!["tile"]!;
        var unseen = await _client.PutAsJsonAsync($"{road}/review", new { state = "approved" }, Cancel);
        var problem = JsonNode.Parse(await unseen.Content.ReadAsStringAsync(Cancel))!;
        var seen = await _client.PutAsJsonAsync($"{road}/review", new { state = "approved", seenNearCopy = true }, Cancel);

        Assert.Equal((7, 0.25, true), ((int)tile["nearestItem"]!, (double)tile["closeness"]!, (bool)tile["nearCopy"]!));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "review.nearCopy"), (unseen.StatusCode, problem["code"]!.ToString()));
        Assert.Contains("distance 0.25", problem["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, seen.StatusCode);
    }

    [Fact]
    public async Task Near_copies_are_listed_by_themselves()
    {
        var near = await KeepAsync(0.25);
        await KeepAsync(0.5);
        var found = (await _client.GetFromJsonAsync<JsonObject>("/api/artifacts?nearCopy=true", Cancel))!["items"]!.AsArray();

        Assert.Equal(near.ToString(), Assert.Single(found)!["id"]!.ToString());
    }

    private async Task<Guid> KeepAsync(double closeness)
    {
        var databases = _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var owner = await _app.PersonAsync(Role.Creator);
        var id = (await Shelf.FillAsync(databases, await Shelf.LineageAsync(databases, owner.Id, "c"), 1))[0].Id;
        await using var db = await databases.CreateDbContextAsync(Cancel);
        await db.Artifacts.Where(a => a.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(a => a.NearestItem, 7).SetProperty(a => a.Closeness, closeness), Cancel);
        return id;
    }
}
