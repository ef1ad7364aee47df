using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs;

/// <summary>A run as rows alone, of a person whom nobody knows.</summary>
internal static class LoneRun
{
    public static async Task<Guid> AddAsync(IServiceProvider services, Visibility visibility, params RunLine[] lines)
    {
        var dataset = new Dataset { Id = Guid.CreateVersion7(), Name = "Digits", Modality = Modality.Image };
        var version = new DatasetVersion { Id = Guid.CreateVersion7(), DatasetId = dataset.Id, Number = 1 };
        var run = new Run
        {
            Id = lines.Length > 0 ? lines[0].RunId : Guid.CreateVersion7(),
            Name = "Digits",
            OwnerId = Guid.CreateVersion7(),
            Visibility = visibility,
            DatasetVersionId = version.Id,
            FamilyId = "Plain",
            Preset = "own",
            Settings = "{}",
            Form = """{"kind":"image","Channels":1,"Height":4,"Width":4}""",
        };
        await using var db = await services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.AddRange(dataset, version, run);
        db.AddRange(lines.Cast<object>());
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return run.Id;
    }
}
