using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Runs;

/// <summary>What is asked of a run: each answers with the state reached.</summary>
internal static class RunActEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/runs/{id:guid}").RequireAuthorization(Policies.Creator).WithTags("Runs");
        run.MapPost("/pause", (HttpContext c, RunActs acts, Guid id, CancellationToken cancel) => StateAsync(acts.PauseAsync(c.ViewerOf(), id, cancel)));
        run.MapPost("/resume", (HttpContext c, RunActs acts, Guid id, CancellationToken cancel) => StateAsync(acts.ResumeAsync(c.ViewerOf(), id, cancel)));
        run.MapPost("/cancel", (HttpContext c, RunActs acts, Guid id, CancellationToken cancel) => StateAsync(acts.CancelAsync(c.ViewerOf(), id, cancel)));
        run.MapPost("/sample", (HttpContext c, RunActs acts, RunReader reader, Guid id, CancellationToken cancel) =>
            OrderAsync(acts.SampleAsync, reader, c.ViewerOf(), id, cancel));
        run.MapPost("/checkpoint", (HttpContext c, RunActs acts, RunReader reader, Guid id, CancellationToken cancel) =>
            OrderAsync(acts.CheckpointAsync, reader, c.ViewerOf(), id, cancel));
        run.MapPost("/publish", PublishAsync);
    }

    private static async Task<IResult> StateAsync(Task<RunState> act) => Results.Ok(new { state = await act });

    private static async Task<IResult> OrderAsync(
        Func<Viewer, Guid, CancellationToken, Task> order, RunReader reader, Viewer viewer, Guid id, CancellationToken cancel)
    {
        await order(viewer, id, cancel);
        var run = await reader.GetAsync(viewer, id, cancel);
        return Results.Accepted(value: new { state = run.Card.State, step = run.Card.Step });
    }

    private static async Task<IResult> PublishAsync(
        HttpContext context, ModelActs acts, Guid id, [FromBody] Publication? publication, CancellationToken cancel)
    {
        var modelId = await acts.PublishAsync(context.ViewerOf(), id, publication?.CheckpointId, publication?.Name, cancel);
        return Results.Created($"/api/models/{modelId}", new { id = modelId, modelId });
    }

    /// <param name="CheckpointId">Null for the newest.</param>
    /// <param name="Name">Null for the run's.</param>
    internal sealed record Publication(Guid? CheckpointId, string? Name);
}
