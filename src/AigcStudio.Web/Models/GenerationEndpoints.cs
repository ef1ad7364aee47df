using System.Text.Json.Nodes;
using AigcStudio.Data.Models;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Models;

/// <summary><c>/api/generations</c> for draws of any size, <c>/api/models/{id}/draw</c> for small ones at once.</summary>
internal static class GenerationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var generations = routes.MapGroup("/api/generations").RequireAuthorization(Policies.Creator).WithTags("Models");
        generations.MapPost("/", QueueAsync).RequireRateLimiting(RateLimits.Draw);
        generations.MapGet("/{id:guid}", GetAsync);
        routes.MapPost("/api/models/{id:guid}/draw", DrawAsync)
            .RequireAuthorization(Policies.Creator)
            .RequireRateLimiting(RateLimits.Draw)
            .WithTags("Models");
    }

    private static async Task<IResult> QueueAsync(
        HttpContext context, DrawAsks asks, [FromBody] GenerationAsk ask, CancellationToken cancel)
    {
        var queued = await asks.QueueAsync(context.ViewerOf(), ask, cancel);
        return Results.Accepted(
            $"/api/generations/{queued.GenerationId}", new { id = queued.GenerationId, queued.GenerationId, queued.JobId, queued.Seed });
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, GenerationReader reader, Texts texts, Guid id, CancellationToken cancel)
    {
        var generation = await reader.GetAsync(context.ViewerOf(), id, cancel);
        return Results.Ok(new
        {
            generation.Id,
            generation.RunId,
            generation.ModelId,
            generation.Count,
            generation.Seed,
            generation.Label,
            generation.State,
            Failure = SaidAnswer.Of(generation.Failure, texts),
            generation.Artifacts,
        });
    }

    private static async Task<IResult> DrawAsync(HttpContext context, DrawAtOnce draws, Guid id, [FromBody] DrawAsk ask, CancellationToken cancel) =>
        Results.Ok(await draws.DrawAsync(
            context.ViewerOf(), new GenerationAsk(id, null, ask.Count, ask.Seed, ask.Label, ask.Settings), cancel));

    /// <param name="Count">1 to <see cref="DrawAtOnce.Most"/>.</param>
    internal sealed record DrawAsk(int Count, int? Seed, string? Label, JsonObject? Settings);
}
