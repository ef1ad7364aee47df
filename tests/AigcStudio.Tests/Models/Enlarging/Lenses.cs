using System.Text.Json;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Models;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Models.Enlarging;

/// <summary>Puts pictures, and models that enlarge them, into a studio.</summary>
internal static class Lenses
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Guid> PictureAsync(StudioApp app, int side, Visibility visibility = Visibility.Shared, Guid? owner = null)
    {
        var blob = await app.Services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream([1, 2]), Cancel);
        var generation = await Shelf.LineageAsync(Databases(app), owner ?? (await app.PersonAsync(Role.Creator)).Id, blob.Hash.Hex);
        var id = (await Shelf.FillAsync(Databases(app), generation, 1, visibility, _ => blob.Hash.Hex))[0].Id;
        await using var db = await Databases(app).CreateDbContextAsync(Cancel);
        await db.Artifacts.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Width, side).SetProperty(x => x.Height, side), Cancel);
        return id;
    }

    public static async Task<(Guid Id, string Checkpoint)> ModelAsync(
        StudioApp app, string family, byte number = 1, int channels = 3, Visibility visibility = Visibility.Shared)
    {
        var checkpoint = await app.Services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream([9, number]), Cancel);
        var owner = await app.PersonAsync(Role.Creator);
        var generation = await Shelf.LineageAsync(Databases(app), owner.Id, checkpoint.Hash.Hex);
        await using var db = await Databases(app).CreateDbContextAsync(Cancel);
        var form = JsonSerializer.Serialize<ExampleForm>(new ImageForm(channels, 64, 64));
        await db.Runs.Where(r => r.Id == generation.RunId).ExecuteUpdateAsync(r => r.SetProperty(x => x.Form, form).SetProperty(x => x.FamilyId, family), Cancel);
        var model = new Model
        {
            Id = Guid.CreateVersion7(Shelf.Noon.AddSeconds(number)),
            Name = $"Lens {number}",
            OwnerId = owner.Id,
            Visibility = visibility,
            RunId = generation.RunId,
            CheckpointId = generation.CheckpointId,
        };
        db.Models.Add(model);
        await db.SaveChangesAsync(Cancel);
        return (model.Id, checkpoint.Hash.Hex);
    }

    private static IDbContextFactory<StudioDb> Databases(StudioApp app) => app.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
}
