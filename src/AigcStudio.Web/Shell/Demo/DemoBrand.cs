using AigcStudio.Core;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Models;

namespace AigcStudio.Web.Shell.Demo;

/// <summary>
/// Brings the demo brand into a studio that has nothing yet: its pictures, the run that was shipped with them, and a first
/// gallery drawn from its model. Killed half-way, it goes on at the next start.
/// </summary>
internal sealed class DemoBrand(
    DemoDataset dataset, ShippedModels models, Generations generations, StudioOptions studio, ILogger<DemoBrand> log) : BackgroundService
{
    private const int PicturesPerLabel = 16;

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "seed-data/demo");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!studio.DemoData || !Directory.Exists(Folder) || await dataset.IsTakenAsync(stoppingToken))
        {
            return;
        }

        var manifest = SeedManifest.Read(Folder);
        if (!manifest.Matches(Folder))
        {
            log.LogWarning("The demo brand's pictures are not the ones its manifest names; it is left out.");
            return;
        }

        await BringAsync(manifest, stoppingToken);
    }

    private async Task BringAsync(SeedManifest manifest, CancellationToken stoppingToken)
    {
        DatasetVersion? version = null;
        try
        {
            version = await dataset.ImportAsync(Folder, manifest, stoppingToken);
        }
        catch (StudioException refusal)
        {
            // A full disk, say: the studio is for the person's own work and starts without the demo.
            log.LogWarning("The demo brand was refused: {Code}", refusal.Code);
        }

        if (version is null)
        {
            log.LogWarning("The demo brand was not imported; the studio starts without it.");
            return;
        }

        if (File.Exists(Path.Combine(Folder, ShippedRun.FileName))
            && await models.AddAsync(DemoDataset.House, version.Id, Folder, stoppingToken) is { } model)
        {
            await FillGalleryAsync(model, version.Labels, stoppingToken);
        }
    }

    private async Task FillGalleryAsync(Guid model, IReadOnlyList<string> labels, CancellationToken cancel)
    {
        var seed = 1;
        foreach (var label in labels)
        {
            await generations.QueueAsync(DemoDataset.House, new GenerationAsk(model, null, PicturesPerLabel, seed++, label), cancel);
        }
    }
}
