using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Models.Enlarging;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Sets;

/// <summary>Sets as a program sees them: drawn, locked, drawn again, made an ad of.</summary>
public sealed class SetApiTests : IAsyncLifetime
{
    private static readonly FamilyCatalog Catalog = new(
        [Families.Gan with { Id = "Painter" }, Families.Gan with { Id = "Writer", Modality = Modality.Text }, Families.Gan with { Id = "Ringer", Modality = Modality.Audio },
        Families.Gan with { Id = "Lens", Enlarges = true }]);

    private readonly StudioApp _app = new()
    {
        More = services => services.Replace(ServiceDescriptor.Singleton<IMedia>(new PlainGalleryMedia())).Replace(ServiceDescriptor.Singleton(Catalog)),
    };

    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await _app.ClientAsync(Role.Creator);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_set_is_drawn_by_a_mood_locked_in_part_drawn_again_and_made_an_ad_of()
    {
        var campaign = await CampaignAsync();
        await TrainAsync();
        var (lens, _) = await Lenses.ModelAsync(_app, "Lens");
        var answer = await _client.PostAsJsonAsync($"/api/campaigns/{campaign}/sets", new { mood = "bright" }, Cancel);
        Assert.Equal("sets.mood.unknown", (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]!);

        var set = await PostAsync($"/api/campaigns/{campaign}/sets", new { mood = "warm" });
        Assert.Equal(["cup", "warm", null], set["parts"]!.AsArray().Select(p => (string?)p!["label"]));
        Assert.False((bool)set["ranked"]!);
        set = await RankAsync(campaign, set);
        var (picture, headline) = ((Guid)set["sets"]![1]!["picture"]!["tile"]!["id"]!, (string)set["sets"]![0]!["headline"]!["text"]!);
        Assert.Equal("Tea, two. And more of it, for all who come by.", headline);

        await _client.PutAsJsonAsync($"/api/campaigns/{campaign}/sets/{set["id"]}/locks/{picture}", new { locked = true }, Cancel);
        var again = await PostAsync($"/api/campaigns/{campaign}/sets/{set["id"]}/redraw", new { });
        Assert.Equal((Guid)set["parts"]![0]!["generationId"]!, (Guid)again["parts"]![0]!["generationId"]!);
        Assert.NotEqual((Guid)set["parts"]![1]!["generationId"]!, (Guid)again["parts"]![1]!["generationId"]!);
        again = await RankAsync(campaign, again, pictures: false);
        Assert.Equal(picture, (Guid)again["sets"]![0]!["picture"]!["tile"]!["id"]!);

        var ad = await PostAsync($"/api/campaigns/{campaign}/sets/{again["id"]}/ad", new { place = 0 });
        var made = (await GetAsync($"/api/campaigns/{campaign}"))["creatives"]!.AsArray().Single(c => (Guid)c!["id"]! == (Guid)ad["id"]!)!;
        Assert.Equal(("Tea, two.", "And more of it, for all who come by."), ((string)made["design"]!["headline"]!, (string)made["design"]!["body"]!));
        Assert.Equal(lens, (Guid?)made["design"]!["enlarger"]);
        Assert.Equal((picture, 2), ((Guid)made["pictures"]![0]!, made["pictures"]!.AsArray().Count));
        Assert.Equal((Guid)again["sets"]![0]!["sound"]!["tile"]!["id"]!, (Guid)made["soundId"]!);
        Assert.Equal(2, (await GetAsync($"/api/campaigns/{campaign}/sets")).AsArray().Count);
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_refused_in_words()
    {
        var campaign = await CampaignAsync();
        Assert.Equal("sets.noModel.Image", await RefusalAsync($"/api/campaigns/{campaign}/sets", new { mood = "warm" }));
        var models = await TrainAsync();
        var set = await PostAsync($"/api/campaigns/{campaign}/sets", new { mood = "Warm" });
        Assert.Equal("sets.place.missing", await RefusalAsync($"/api/campaigns/{campaign}/sets/{set["id"]}/ad", new { place = 0 }));
        set = await RankAsync(campaign, set);
        var first = set["sets"]![0]!;
        var all = new[] { first["picture"]!, first["headline"]!, first["sound"]! }.Select(p => (Guid)p["tile"]!["id"]!);
        Assert.Equal("sets.allLocked", await RefusalAsync($"/api/campaigns/{campaign}/sets/{set["id"]}/redraw", new { locked = all }));

        await using (var db = await _app.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Data.StudioDb>>().CreateDbContextAsync(Cancel))
        {
            (await db.Models.FindAsync([models[1]], Cancel))!.TrashedAt = DateTimeOffset.UnixEpoch;
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal("sets.model.gone", await RefusalAsync($"/api/campaigns/{campaign}/sets/{set["id"]}/redraw", new { locked = Array.Empty<Guid>() }));
        Assert.Equal("sets.noModel.Text", await RefusalAsync($"/api/campaigns/{campaign}/sets", new { mood = "Warm", textModelId = models[1] }));
    }

    [Fact]
    public async Task Moods_come_back_as_a_brand_keeps_them_and_too_many_are_refused()
    {
        var brand = await BrandAsync(new { name = " Warm ", tags = new[] { "cup", " ", "CUP" } });
        var mood = Assert.Single((await GetAsync($"/api/brands/{brand}"))["book"]!["moods"]!.AsArray())!;
        Assert.Equal(("Warm", "cup"), ((string)mood["name"]!, (string)mood["tags"]!.AsArray().Single()!));

        var many = Enumerable.Range(0, 9).Select(i => new { name = $"Mood {i}", tags = Array.Empty<string>() }).ToArray<object>();
        Assert.Equal("sets.moods.most", await RefusalAsync("/api/brands", BrandOf(many)));
        Assert.Equal("sets.mood.nameless", await RefusalAsync("/api/brands", BrandOf(new { name = "", tags = new[] { "cup" } })));
        Assert.Equal("sets.mood.twice", await RefusalAsync("/api/brands", BrandOf(new { name = "Warm", tags = new[] { "cup" } }, new { name = "warm", tags = new[] { "pad" } })));
    }

    private static object BrandOf(params object[] moods) => new
    {
        book = new { name = "House", palette = new[] { "#000000", "#ffffff" }, headlineFont = "Lato", bodyFont = "Lato", bannedWords = Array.Empty<string>(), safeArea = 0.05, moods },
    };

    private async Task<Guid> BrandAsync(params object[] moods) => (Guid)(await PostAsync("/api/brands", BrandOf(moods)))["id"]!;

    private async Task<Guid> CampaignAsync()
    {
        var brand = await BrandAsync(new { name = "Warm", tags = new[] { "cup" } });
        var campaign = await PostAsync("/api/campaigns", new { name = "Spring", brief = "", brandId = brand, channels = new[] { "rectangle" }, visibility = "Shared" });
        return (Guid)campaign["card"]!["id"]!;
    }

    private async Task<IReadOnlyList<Guid>> TrainAsync()
    {
        var owner = (await _app.PersonAsync(Role.Creator)).Id;
        return
        [
            (await Drawers.TrainAsync(_app.Services, owner, Modality.Image, "Painter", "leaf", "cup")).Id,
            (await Drawers.TrainAsync(_app.Services, owner, Modality.Text, "Writer", "warm")).Id,
            (await Drawers.TrainAsync(_app.Services, owner, Modality.Audio, "Ringer", "bell")).Id,
        ];
    }

    private async Task<JsonNode> RankAsync(Guid campaign, JsonNode set, bool pictures = true)
    {
        if (pictures)
        {
            await Drawers.EndAsync(_app.Services, (Guid)set["parts"]![0]!["generationId"]!, Modality.Image, ["a", "b"]);
        }

        await Drawers.EndAsync(_app.Services, (Guid)set["parts"]![1]!["generationId"]!, Modality.Text, ["A headline that nobody would read to its end, however long they looked", "Tea, two. And more of it, for all who come by."]);
        await Drawers.EndAsync(_app.Services, (Guid)set["parts"]![2]!["generationId"]!, Modality.Audio, ["c", "d"]);
        await _app.Services.GetRequiredService<SetRanking>().RankAsync((Guid)set["id"]!, Cancel);
        return await GetAsync($"/api/campaigns/{campaign}/sets/{set["id"]}");
    }

    private async Task<JsonNode> GetAsync(string address) => (await _client.GetFromJsonAsync<JsonNode>(address, Cancel))!;

    private async Task<string> RefusalAsync(string address, object body)
    {
        var answer = await _client.PostAsJsonAsync(address, body, Cancel);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]!;
    }

    private async Task<JsonNode> PostAsync(string address, object body)
    {
        var answer = await _client.PostAsJsonAsync(address, body, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
    }
}
