using AigcStudio.Data.Boards;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Boards;

/// <summary><c>/api/boards/{id}/items</c>: what lies on a board.</summary>
internal static class BoardItemEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var items = routes.MapGroup("/api/boards/{id:guid}/items").RequireAuthorization(Policies.Reviewer).WithTags("Boards");
        items.MapGet("/", async (HttpContext http, BoardReader reader, Guid id, CancellationToken cancel) =>
        {
            var board = (await reader.GetAsync(http.ViewerOf(), id, cancel)).Card;
            return Results.Ok(new { board.Order, ArtifactIds = await reader.IdsAsync(http.ViewerOf(), id, board.Order, cancel) });
        });

        var changes = items.MapGroup("").RequireAuthorization(Policies.Creator);
        changes.MapPost("/", async (HttpContext http, BoardLaying laying, Guid id, [FromBody] ItemsAsk ask, CancellationToken cancel) =>
            Results.Ok(new { Put = await laying.PutAsync(http.ViewerOf(), id, ask.ArtifactIds ?? [], cancel) }));
        changes.MapPost("/remove", async (HttpContext http, BoardLaying laying, Guid id, [FromBody] ItemsAsk ask, CancellationToken cancel) =>
            Results.Ok(new { Removed = (await laying.TakeOffAsync(http.ViewerOf(), id, ask.ArtifactIds ?? [], cancel)).Select(i => i.ArtifactId) }));
        changes.MapPost("/move", async (HttpContext http, BoardLaying laying, Guid id, [FromBody] PlaceAsk ask, CancellationToken cancel) =>
        {
            await laying.MoveAsync(http.ViewerOf(), id, ask.ArtifactIds ?? [], ask.Before, cancel);
            return Results.NoContent();
        });
        changes.MapDelete("/{artifactId:guid}", async (HttpContext http, BoardLaying laying, Guid id, Guid artifactId, CancellationToken cancel) =>
        {
            await laying.TakeOffAsync(http.ViewerOf(), id, [artifactId], cancel);
            return Results.NoContent();
        });
    }

    internal sealed record ItemsAsk(IReadOnlyList<Guid>? ArtifactIds);

    /// <param name="Before">The artifact that they then stand in front of; null for the end.</param>
    internal sealed record PlaceAsk(IReadOnlyList<Guid>? ArtifactIds, Guid? Before);
}
