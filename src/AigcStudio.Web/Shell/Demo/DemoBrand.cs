using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Models;

namespace AigcStudio.Web.Shell.Demo;

/// <summary>
/// Brings the demo brand into a studio that has nothing yet: its pictures, texts and sounds, the runs that were shipped with
/// them, and a first gallery drawn from their models. Killed half-way, it goes on at the next start.
/// </summary>
internal sealed class DemoBrand(
    DemoDataset dataset, ShippedModels models, Generations generations, BrandBook brands, StudioOptions studio, ILogger<DemoBrand> log) : BackgroundService
{
    private const int ItemsPerLabel = 16;
    private const int DraftsPerQuestion = 3;

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "seed-data/demo");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await BringAsync(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // The studio is for the person's own work; what is missing of the demo comes at the next start.
            log.LogWarning(fault, "The demo brand could not be brought in; the studio starts without it.");
        }
    }

    private async Task BringAsync(CancellationToken stoppingToken)
    {
        if (!studio.DemoData || !Directory.Exists(Folder) || await dataset.IsTakenAsync(stoppingToken))
        {
            return;
        }

        await BringBrandAsync(stoppingToken);
        foreach (var seed in SeedManifest.Read(Folder).Datasets)
        {
            if (seed.Matches(Folder))
            {
                await BringAsync(seed, stoppingToken);
            }
            else
            {
                log.LogWarning("{File} of the demo brand is not the one that its manifest names; it is left out.", seed.File);
            }
        }
    }

    private async Task BringAsync(SeedDataset seed, CancellationToken stoppingToken)
    {
        DatasetVersion? version = null;
        try
        {
            version = await dataset.ImportAsync(Folder, seed, stoppingToken);
        }
        catch (StudioException refusal)
        {
            // A full disk, say: the studio is for the person's own work and starts without the demo.
            log.LogWarning("{File} of the demo brand was refused: {Code}", seed.File, refusal.Code);
        }

        if (version is null)
        {
            log.LogWarning("{File} of the demo brand was not imported; the studio starts without it.", seed.File);
            return;
        }

        foreach (var trained in seed.Models.Select(m => Path.Combine(Folder, m)).Where(f => File.Exists(Path.Combine(f, ShippedRun.FileName))))
        {
            if (await models.AddAsync(DemoDataset.House, version.Id, trained, stoppingToken) is { } model)
            {
                await FillGalleryAsync(model, seed, version.Labels, stoppingToken);
            }
        }
    }

    private async Task BringBrandAsync(CancellationToken cancel)
    {
        if ((await brands.ListAsync(DemoDataset.House, cancel)).Count > 0)
        {
            return;
        }

        var book = new AdBrand(
            "Nordlys Tea House", ["#14342b", "#f6efe2", "#c8553d", "#8fb8ac", "#d9a441"], "Lato", "Lato", ["miracle", "cheapest", "detox"], SafeArea: 0.06)
        { Moods = DemoMoods.All };
        var id = await brands.MakeAsync(DemoDataset.House, book, ["calm", "warm", "honest"], cancel);
        await brands.PublishAsync(DemoDataset.House, id, published: true, cancel);
    }

    /// <summary>A few of each label; of a model of replies a few drafts to each question.</summary>
    private async Task FillGalleryAsync(Guid model, SeedDataset seed, IReadOnlyList<string> labels, CancellationToken cancel)
    {
        // Pictures are seen side by side, so their kinds take turns.
        var turns = seed.Modality == Modality.Image ? 4 : 1;
        var chance = 1;
        var asks = seed.Questions.Count > 0
            ? seed.Questions.Select(q => new GenerationAsk(model, null, DraftsPerQuestion, chance++, null, new JsonObject { ["question"] = q }))
            : Enumerable.Range(0, turns).SelectMany(_ => labels).Select(l => new GenerationAsk(model, null, ItemsPerLabel / turns, chance++, l));
        foreach (var ask in asks)
        {
            await generations.QueueAsync(DemoDataset.House, ask, cancel);
        }
    }
}
