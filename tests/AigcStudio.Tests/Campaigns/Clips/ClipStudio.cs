using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
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

namespace AigcStudio.Tests.Campaigns.Clips;

/// <summary>A studio with pictures whose codes are known: example i of a draw is a picture of grey i, and the gallery's files are all of one grey.</summary>
public sealed class ClipStudio : IAsyncLifetime
{
    /// <summary>Of the gallery's files: examples near this place of a draw give their pictures back.</summary>
    public const int Grey = PlainGalleryMedia.Level;

    /// <summary>Of all pictures, px: the least that an ad takes.</summary>
    public const int Side = 16;

    public ClipStudio() => App = new StudioApp
    {
        More = services => services
            .Replace(ServiceDescriptor.Singleton<IMedia>(Media))
            .Replace(ServiceDescriptor.Singleton<IEngine>(Engine))
            .Replace(ServiceDescriptor.Singleton(new FamilyCatalog([Families.Gan with { Id = "Plain" }, Families.Gan with { Id = "Large", Enlarges = true }]))),
    };

    public StudioApp App { get; }

    public HttpClient Client { get; private set; } = null!;

    internal ClipEngine Engine { get; } = new();

    internal PlainGalleryMedia Media { get; } = new() { Size = (Side, Side) };

    internal BlobStore Blobs => App.Services.GetRequiredService<BlobStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Media.Formats.Add("mp3");
        Client = await App.ClientAsync(Role.Creator);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public Task<StudioDb> DbAsync() => Databases.CreateDbContextAsync(Cancel);

    /// <summary>Pictures of one draw, or sounds; the first is its example 0.</summary>
    public async Task<IReadOnlyList<Artifact>> DrawAsync(int count, Visibility runs = Visibility.Shared, string settings = "{}", bool sounds = false)
    {
        var weights = await Blobs.AddAsync(new MemoryStream(Guid.CreateVersion7().ToByteArray()), Cancel);
        var file = await Blobs.AddAsync(new MemoryStream([1, 2]), Cancel);
        var generation = await Shelf.LineageAsync(Databases, (await App.PersonAsync(Role.Creator)).Id, weights.Hash.Hex, count, runs);
        var drawn = await Shelf.FillAsync(Databases, generation, count, hash: _ => file.Hash.Hex, kind: _ => sounds ? Modality.Audio : Modality.Image);
        await using var db = await DbAsync();
        await db.Generations.Where(g => g.Id == generation.Id).ExecuteUpdateAsync(s => s.SetProperty(g => g.Settings, settings), Cancel);
        await db.Artifacts.Where(a => a.GenerationId == generation.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Width, Side).SetProperty(a => a.Height, Side), Cancel);
        return drawn;
    }

    public async Task<Guid> CampaignAsync()
    {
        var brand = await IdOfAsync("/api/brands", new { book = new AdBrand("House", ["#000000", "#ffffff"], "Lato", "Lato", [], 0.05), toneWords = Array.Empty<string>() });
        return await IdOfAsync("/api/campaigns", new { name = "Spring tea", brief = "", brandId = brand, channels = new[] { "square" }, visibility = "shared" });
    }

    public Task<Guid> AdAsync(Guid campaign, IReadOnlyList<Guid> pictures, Guid? sound = null)
    {
        var design = new AdDesign("full", "Tea", "", "", "#ffffff", "#000000", "#2d5236");
        return IdOfAsync($"/api/campaigns/{campaign}/ads", new { design, pictures, soundId = sound, altText = "Cups of tea" });
    }

    private IDbContextFactory<StudioDb> Databases => App.Services.GetRequiredService<IDbContextFactory<StudioDb>>();

    private async Task<Guid> IdOfAsync(string path, object body)
    {
        var answer = await Client.PostAsJsonAsync(path, body, Cancel);
        var said = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, said);
        var node = JsonNode.Parse(said)!;
        return (Guid)(node["id"] ?? node["card"]!["id"])!;
    }
}
