using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Recommendations;

public sealed class RecommendationApiTests : IAsyncLifetime
{
    private readonly StudioApp _app = new() { More = services => services.Replace(ServiceDescriptor.Singleton<IMedia>(new PlainGalleryMedia())) };
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await _app.ClientAsync(Role.Reviewer);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task It_says_on_what_it_rests_and_why_each_one_in_the_language_of_the_caller()
    {
        var all = await Tasters.HangAsync(_app.Services.GetRequiredService<IDbContextFactory<StudioDb>>(), Guid.CreateVersion7(), 40);
        var cold = await GetAsync("/api/recommendations");
        foreach (var artifact in all.Take(12))
        {
            (await _client.PutAsJsonAsync($"/api/artifacts/{artifact.Id}/rating", new { stars = artifact.Index % 2 == 0 ? 5 : 1 }, Cancel)).EnsureSuccessStatusCode();
        }

        var warm = await GetAsync("/api/recommendations?modality=image&take=5");
        _client.DefaultRequestHeaders.Add("Accept-Language", "zh-Hans");
        var chinese = await GetAsync("/api/recommendations?modality=image&take=1");

        Assert.Equal(("newest", 10, 20), (cold["basis"]!.ToString(), cold["needed"]!.GetValue<int>(), cold["items"]!.AsArray().Count));
        Assert.Equal("Nothing rated yet: newest first. Rate ten and this gets personal.", cold["said"]!.ToString());
        Assert.Equal(("personal", 5), (warm["basis"]!.ToString(), warm["items"]!.AsArray().Count));
        var reason = warm["items"]![0]!["reasons"]![0]!;
        Assert.Equal(("image.warm", "Warm colours, like 6 you gave 4 stars or more", 3), (reason["feature"]!.ToString(), reason["said"]!.ToString(), reason["examples"]!.AsArray().Count));
        Assert.Equal("暖色调，与你评过四星及以上的 6 件作品相似", chinese["items"]![0]!["reasons"]![0]!["said"]!.ToString());
        Assert.Empty((await GetAsync("/api/recommendations?modality=audio"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Not_this_is_said_and_taken_back_and_a_taste_forgotten()
    {
        var all = await Tasters.HangAsync(_app.Services.GetRequiredService<IDbContextFactory<StudioDb>>(), Guid.CreateVersion7(), 3);
        var address = $"/api/recommendations/hidden/{all[0].Id}";

        Assert.Equal(HttpStatusCode.NoContent, (await _client.PutAsync(address, null, Cancel)).StatusCode);
        Assert.Equal(2, (await GetAsync("/api/recommendations"))["items"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync(address, Cancel)).StatusCode);
        Assert.Equal(3, (await GetAsync("/api/recommendations"))["items"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync("/api/recommendations/taste", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PutAsync($"/api/recommendations/hidden/{Guid.CreateVersion7()}", null, Cancel)).StatusCode);
    }

    private async Task<JsonNode> GetAsync(string address) => JsonNode.Parse(await _client.GetStringAsync(address, Cancel))!;
}
