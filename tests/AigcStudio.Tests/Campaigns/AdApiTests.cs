using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Models.Enlarging;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>Ads as a program asks for them: drawn once, of enlarged pictures where the design names a model for it, and the pack tells.</summary>
public sealed class AdApiTests : IAsyncLifetime
{
    private const string Family = "ImageUpscale";
    private const int Small = 64;

    private static readonly AdDesign Full = new("full", "Tea", "", "", "#ffffff", "#000000", "#2d5236");

    private readonly LargeEngine _engine = new();
    private readonly PlainGalleryMedia _media = new() { Size = (4 * Small, 4 * Small) };
    private readonly StudioApp _app;
    private HttpClient _client = null!;
    private Guid _campaign;
    private Guid _picture;

    public AdApiTests() => _app = new StudioApp
    {
        More = services => services
            .Replace(ServiceDescriptor.Singleton<IMedia>(_media))
            .Replace(ServiceDescriptor.Singleton<IEngine>(_engine))
            .Replace(ServiceDescriptor.Singleton(new FamilyCatalog([Families.Gan, Families.Gan with { Id = Family, Enlarges = true, LeastSide = 64 }]))),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _client = await _app.ClientAsync(Role.Creator);
        var folders = _app.Services.GetRequiredService<StudioFolders>();
        _media.Room = new ChildRoom(folders.Blobs, folders.Spool);
        var brand = await IdOfAsync("/api/brands", new { book = new AdBrand("House", ["#000000", "#ffffff"], "Lato", "Lato", [], 0.05), toneWords = Array.Empty<string>() });
        _campaign = await IdOfAsync("/api/campaigns", new { name = "Spring tea", brief = "", brandId = brand, channels = new[] { "square" }, visibility = "shared" });
        _picture = await Lenses.PictureAsync(_app, Small);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Small_pictures_are_enlarged_by_the_designs_model_before_they_are_placed()
    {
        var (model, _) = await Lenses.ModelAsync(_app, Family);
        var native = await MakeAsync(Full);
        var large = await MakeAsync(Full with { Enlarger = model });

        await _client.GetByteArrayAsync(Look(native), Cancel);
        await _client.GetByteArrayAsync(Look(large), Cancel);

        Assert.All(_media.Sheets.SelectMany(s => s.Plan.Tiles), t => Assert.True(t.Box.Width <= 2 * t.Part.Width && t.Box.Height <= 2 * t.Part.Height));
        Assert.InRange(_media.Sheets[0].Plan.Tiles.Max(t => t.Box.Width), Small, 2 * Small);
        Assert.InRange(_media.Sheets[1].Plan.Tiles.Max(t => t.Box.Width), (2 * Small) + 1, 8 * Small);
        Assert.Contains("-large-", Assert.Single(_media.Sheets[1].PicturePaths), StringComparison.Ordinal);
        Assert.Single(_engine.Asked);
    }

    [Fact]
    public async Task A_pack_is_drawn_as_it_was_seen_and_names_what_enlarged()
    {
        var (model, _) = await Lenses.ModelAsync(_app, Family);
        var ad = await MakeAsync(Full with { Enlarger = model });
        var seen = await _client.GetByteArrayAsync(Look(ad), Cancel);
        await _client.PutAsJsonAsync($"/api/campaigns/{_campaign}/stage", new { stage = "approved" }, Cancel);

        await using var pack = await _client.GetStreamAsync($"/api/campaigns/{_campaign}/pack", Cancel);
        using var archive = new ZipArchive(new MemoryStream(await AllAsync(pack)));

        Assert.Single(_media.Sheets);
        byte[] marked = [.. PlainGalleryMedia.Mark, .. seen];
        Assert.Equal(marked, await AllAsync(archive.Entries[0].Open()));
        var picture = JsonNode.Parse(archive.GetEntry("manifest.json")!.Open())!["files"]![0]!["pictures"]![0]!;
        Assert.Equal(_picture, (Guid)picture["id"]!);
        Assert.Equal((model, "Lens 1", 4 * Small), ((Guid)picture["enlarged"]!["modelId"]!, (string)picture["enlarged"]!["model"]!, (int)picture["enlarged"]!["width"]!));
    }

    [Fact]
    public async Task An_enlarger_that_one_may_not_use_leaves_pictures_as_they_are()
    {
        var (model, _) = await Lenses.ModelAsync(_app, Family, visibility: Visibility.Private);
        var ad = await MakeAsync(Full with { Enlarger = model });

        await _client.GetByteArrayAsync(Look(ad), Cancel);

        Assert.DoesNotContain("-large-", Assert.Single(Assert.Single(_media.Sheets).PicturePaths), StringComparison.Ordinal);
        Assert.Empty(_engine.Asked);
    }

    [Theory]
    [InlineData(1000, "rectangle")]
    [InlineData(1025, "square")]
    public async Task What_is_large_enough_or_too_large_stays_as_it_is(int side, string channel)
    {
        var (model, _) = await Lenses.ModelAsync(_app, Family);
        _picture = await Lenses.PictureAsync(_app, side);
        var ad = await MakeAsync(Full with { Enlarger = model });

        await _client.GetByteArrayAsync($"/api/campaigns/{_campaign}/ads/{ad}/{channel}", Cancel);

        Assert.DoesNotContain("-large-", Assert.Single(Assert.Single(_media.Sheets).PicturePaths), StringComparison.Ordinal);
        Assert.Empty(_engine.Asked);
    }

    [Fact]
    public async Task What_a_browser_has_is_not_sent_again_until_the_ad_changes()
    {
        var ad = await MakeAsync(Full);
        var first = await _client.GetAsync(Look(ad), Cancel);
        using var again = new HttpRequestMessage(HttpMethod.Get, Look(ad));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await _client.SendAsync(again, Cancel)).StatusCode);
        Assert.Single(_media.Sheets);

        await _client.PutAsJsonAsync($"/api/campaigns/ads/{ad}", new { design = Full with { FocusX = 0, Ground = "#eeeeee" }, pictures = new[] { _picture } }, Cancel);
        Assert.NotEqual(first.Headers.ETag, (await _client.GetAsync(Look(ad), Cancel)).Headers.ETag);
    }

    [Fact]
    public void Designs_from_before_there_were_enlargers_still_read() =>
        Assert.Null(JsonSerializer.Deserialize<AdDesign>("""{"Layout":"full","Headline":"Tea","Body":"","Call":"","Ground":"#ffffff","Ink":"#000000","Accent":"#2d5236","Turn":3}""")!.Enlarger);

    private static async Task<byte[]> AllAsync(Stream stream)
    {
        var all = new MemoryStream();
        await stream.CopyToAsync(all, Cancel);
        return all.ToArray();
    }

    private string Look(Guid ad) => $"/api/campaigns/{_campaign}/ads/{ad}/square";

    private Task<Guid> MakeAsync(AdDesign design, Guid? sound = null) => IdOfAsync($"/api/campaigns/{_campaign}/ads", new { design, pictures = new[] { _picture }, soundId = sound });

    private async Task<Guid> IdOfAsync(string path, object body)
    {
        var answer = await _client.PostAsJsonAsync(path, body, Cancel);
        var said = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, said);
        var node = JsonNode.Parse(said)!;
        return (Guid)(node["id"] ?? node["card"]!["id"])!;
    }
}
