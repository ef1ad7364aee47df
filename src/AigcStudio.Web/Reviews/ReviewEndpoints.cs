using AigcStudio.Core.Accounts;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Reviews;

/// <summary><c>/api/review</c> and <c>/api/duels</c>: the desk for scripts, as blind as its pages.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/api/review").RequireAuthorization(Policies.Reviewer).WithTags("Reviews");
        desk.MapGet("/queue", QueueAsync);
        desk.MapGet("/agreement", async (HttpContext http, AgreementReader reader, [AsParameters] ReviewAddress address, CancellationToken cancel) =>
            await reader.ReadAsync(http.ViewerOf(), address.ToFilter(), cancel));
        desk.MapGet("/leaderboard", async (HttpContext http, Leaderboard board, string? modality, Guid? runId, CancellationToken cancel) =>
            await board.ReadAsync(http.ViewerOf(), ReviewAddress.KindOf(modality), runId, cancel));
        desk.MapGet("/colleagues", async (HttpContext http, ReviewRequests requests, CancellationToken cancel) =>
            Results.Ok(new { Items = await requests.ColleaguesAsync(http.ViewerOf(), cancel) })).RequireAuthorization(Policies.Creator);
        desk.MapGet("/requests", async (HttpContext http, ReviewRequests requests, CancellationToken cancel) =>
            Results.Ok(new { Items = await requests.OfAsync(http.ViewerOf(), cancel) }));
        desk.MapPost("/requests", AskAsync).RequireAuthorization(Policies.Creator);
        desk.MapDelete("/requests/{id:guid}", async (HttpContext http, ReviewRequests requests, Guid id, CancellationToken cancel) =>
        {
            await requests.CloseAsync(http.ViewerOf(), id, cancel);
            return Results.NoContent();
        });

        var duels = routes.MapGroup("/api/duels").RequireAuthorization(Policies.Reviewer).WithTags("Reviews");
        duels.MapGet("/next", NextAsync);
        duels.MapPost("/", async (HttpContext http, DuelBook book, [FromBody] DuelAsk ask, CancellationToken cancel) =>
            await book.VoteAsync(http.ViewerOf(), ask.LeftId, ask.RightId, ask.Verdict, cancel));
        duels.MapDelete("/{id:guid}", async (HttpContext http, DuelBook book, Guid id, CancellationToken cancel) =>
        {
            await book.TakeBackAsync(http.ViewerOf(), id, cancel);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> QueueAsync(
        HttpContext http, ReviewQueue queue, ReviewRequests requests, [AsParameters] ReviewAddress address, string? after, int? take, CancellationToken cancel)
    {
        var (viewer, filter) = (http.ViewerOf(), address.ToFilter());
        var wanted = Math.Clamp(take ?? 50, 1, ReviewQueue.Most);
        var piece = await queue.PieceAsync(viewer, filter, after, wanted, cancel);
        return Results.Ok(new
        {
            Asked = await requests.OfAsync(viewer, cancel),
            Items = await queue.TilesAsync(viewer, piece.Items, cancel),
            piece.Next,
            Counts = await queue.CountAsync(viewer, filter, all: false, cancel),
        });
    }

    private static async Task<IResult> AskAsync(HttpContext http, ReviewRequests requests, [FromBody] RequestAsk ask, CancellationToken cancel)
    {
        var id = await requests.AskAsync(http.ViewerOf(), ask.ArtifactIds, ask.PersonIds, ask.Note ?? "", ask.DueAt, cancel);
        return Results.Ok(new { id });
    }

    private static async Task<IResult> NextAsync(
        HttpContext http, DuelBook book, [AsParameters] ReviewAddress address, bool? sameLabel, CancellationToken cancel) =>
        Results.Ok(await book.NextAsync(http.ViewerOf(), address.ToFilter(), sameLabel ?? false, cancel) ?? throw RefusedException.NotFound());

    /// <param name="DueAt">Null where there is no hurry.</param>
    internal sealed record RequestAsk(IReadOnlyList<Guid> ArtifactIds, IReadOnlyList<Guid> PersonIds, string? Note, DateTimeOffset? DueAt);

    internal sealed record DuelAsk(Guid LeftId, Guid RightId, DuelVerdict Verdict);
}
