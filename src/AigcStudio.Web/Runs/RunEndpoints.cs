using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Runs;

/// <summary><c>/api/runs</c>: the same acts as the pages.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/runs").RequireAuthorization(Policies.Reviewer).WithTags("Runs");
        runs.MapGet("/", ListAsync);
        runs.MapGet("/{id:guid}", GetAsync);
        runs.MapPatch("/{id:guid}", ChangeAsync).RequireAuthorization(Policies.Creator);
        runs.MapPost("/", QueueAsync).RequireAuthorization(Policies.Creator);
        runs.MapPost("/estimate", EstimateAsync).RequireAuthorization(Policies.Creator);
        runs.MapDelete("/{id:guid}", TrashAsync).RequireAuthorization(Policies.Creator);
        runs.MapPost("/{id:guid}/restore", RestoreAsync).RequireAuthorization(Policies.Creator);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        RunReader reader,
        [FromQuery] bool? active,
        [FromQuery] RunState? state,
        [FromQuery] string? familyId,
        [FromQuery] Guid? datasetId,
        [FromQuery] bool? mine,
        [FromQuery] string? search,
        [FromQuery] bool? trashed,
        [FromQuery] string? after,
        [FromQuery] int? take,
        CancellationToken cancel)
    {
        var filter = new RunFilter(active, state, familyId, datasetId, mine ?? false, search, trashed ?? false);
        return Results.Ok(await reader.ListAsync(context.ViewerOf(), filter, after, take ?? 50, cancel));
    }

    private static async Task<IResult> GetAsync(HttpContext context, RunReader reader, Texts texts, Guid id, CancellationToken cancel) =>
        Results.Ok(RunAnswer.Of(await reader.GetAsync(context.ViewerOf(), id, cancel), texts));

    private static async Task<IResult> QueueAsync(HttpContext context, RunQueue queue, [FromBody] RunAsk ask, CancellationToken cancel)
    {
        var queued = await queue.QueueAsync(context.ViewerOf(), ask, cancel);
        return Results.Created($"/api/runs/{queued.RunId}", new { id = queued.RunId, estimate = queued.Estimate });
    }

    private static async Task<IResult> EstimateAsync(HttpContext context, RunQueue queue, [FromBody] RunAsk ask, CancellationToken cancel) =>
        Results.Ok(await queue.EstimateAsync(context.ViewerOf(), ask, cancel));

    private static async Task<IResult> ChangeAsync(
        HttpContext context, RunActs acts, RunReader reader, Texts texts, Guid id, [FromBody] RunChange change, CancellationToken cancel)
    {
        var viewer = context.ViewerOf();
        if (change.Name is { } name)
        {
            await acts.RenameAsync(viewer, id, name, cancel);
        }

        if (change.Visibility is { } visibility)
        {
            await acts.ShowAsync(viewer, id, visibility, cancel);
        }

        return Results.Ok(RunAnswer.Of(await reader.GetAsync(viewer, id, cancel), texts));
    }

    private static async Task<IResult> TrashAsync(HttpContext context, RunTrash trash, Guid id, CancellationToken cancel)
    {
        await trash.TrashAsync(context.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> RestoreAsync(HttpContext context, RunTrash trash, Guid id, CancellationToken cancel)
    {
        await trash.RestoreAsync(context.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    /// <param name="Name">Null to leave it.</param>
    /// <param name="Visibility">Null to leave it.</param>
    internal sealed record RunChange(string? Name, Visibility? Visibility);
}
