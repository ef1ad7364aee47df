using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Storage;

/// <summary><c>/api/storage</c>: what takes how much, clean-ups with their preview, and the rules of the night and of quotas. For administrators.</summary>
internal static class StorageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var storage = routes.MapGroup("/api/storage").RequireAuthorization(Policies.Admin).WithTags("Storage");
        storage.MapGet("/", (HttpContext c, StorageReader reader, CancellationToken cancel) => reader.ReadAsync(c.ViewerOf(), cancel));
        storage.MapPost("/clean-ups/preview", PreviewAsync);
        storage.MapPost("/clean-ups", CleanAsync);
        storage.MapGet("/clean-ups", async (HttpContext c, CleanUps all, CancellationToken cancel) => Results.Ok(new { Items = await all.ListAsync(c.ViewerOf(), 50, cancel) }));
        storage.MapGet("/rules", RulesAsync);
        storage.MapPut("/rules", SaveAsync);
    }

    /// <summary>What would go and what must stay; nothing is touched.</summary>
    private static async Task<IResult> PreviewAsync(HttpContext context, CleanUps cleanUps, Texts texts, [FromBody] CleanRequest ask, CancellationToken cancel)
    {
        var plan = await cleanUps.PreviewAsync(context.ViewerOf(), ask.Ask(), cancel);
        return Results.Ok(new
        {
            plan.Bytes,
            plan.Goes,
            Stays = plan.Stays.Select(s => new { s.Part, s.Kind, s.Name, Reason = new { s.Reason.Code, Text = texts[s.Reason] } }),
        });
    }

    private static async Task<IResult> CleanAsync(HttpContext context, CleanUps cleanUps, [FromBody] CleanRequest ask, CancellationToken cancel)
    {
        var id = await cleanUps.QueueAsync(context.ViewerOf(), ask.Ask(), nightly: false, cancel);
        return Results.Accepted("/api/storage/clean-ups", new { Id = id });
    }

    private static async Task<IResult> RulesAsync(HousekeepingRules rules, CancellationToken cancel)
    {
        var found = await rules.GetAsync(cancel);
        return Results.Ok(new { found.TrashDays, found.UploadDays, found.SpareCheckpoints, found.BytesPerPerson, found.TrainingsPerPerson, found.BackupsKept, found.PointDays, found.AuditYears, found.NightAt });
    }

    private static async Task<IResult> SaveAsync(HttpContext context, HousekeepingRules rules, [FromBody] RulesChange change, CancellationToken cancel)
    {
        var asked = new Housekeeping
        {
            TrashDays = change.TrashDays,
            UploadDays = change.UploadDays,
            SpareCheckpoints = change.SpareCheckpoints,
            BytesPerPerson = change.BytesPerPerson,
            TrainingsPerPerson = change.TrainingsPerPerson,
            BackupsKept = change.BackupsKept,
            PointDays = change.PointDays,
            AuditYears = change.AuditYears,
        };
        await rules.SaveAsync(context.ViewerOf(), asked, cancel);
        return Results.NoContent();
    }

    /// <param name="Parts">Any of <c>Checkpoints</c>, <c>Packs</c>, <c>Thumbnails</c>, <c>Trash</c>, <c>Uploads</c>.</param>
    /// <param name="TrashDays">Days in the trash; null for 30.</param>
    /// <param name="UploadDays">Days of waiting; null for 7.</param>
    internal sealed record CleanRequest(IReadOnlyList<CleanPart>? Parts, int? TrashDays, int? UploadDays)
    {
        public CleanAsk Ask() => new((Parts ?? []).Aggregate(CleanPart.None, (all, one) => all | one), TrashDays ?? 30, UploadDays ?? 7);
    }

    /// <summary>Null for never and for no limit.</summary>
    /// <param name="BackupsKept">Null for 7, 0 for no nightly backup.</param>
    /// <param name="PointDays">Null for 90, 0 for never.</param>
    /// <param name="AuditYears">Null for 10, 0 for all.</param>
    internal sealed record RulesChange(
        int? TrashDays,
        int? UploadDays,
        bool SpareCheckpoints,
        long? BytesPerPerson,
        int? TrainingsPerPerson,
        int? BackupsKept = null,
        int? PointDays = null,
        int? AuditYears = null);
}
