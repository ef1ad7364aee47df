using AigcStudio.Core.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Boards;

/// <summary><c>/api/boards</c>: boards themselves, and the target of one's next draws.</summary>
internal static class BoardEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var boards = routes.MapGroup("/api/boards").RequireAuthorization(Policies.Reviewer).WithTags("Boards");
        boards.MapGet("/", async (HttpContext http, BoardReader reader, Guid? parentId, bool? trashed, Guid? after, int? take, CancellationToken cancel) =>
            await reader.ListAsync(http.ViewerOf(), parentId, trashed ?? false, after, take ?? 50, cancel));
        boards.MapGet("/{id:guid}", async (HttpContext http, BoardReader reader, Guid id, CancellationToken cancel) =>
            await reader.GetAsync(http.ViewerOf(), id, cancel));
        boards.MapGet("/target", async (HttpContext http, BoardTargets targets, CancellationToken cancel) =>
            Results.Ok(new TargetAsk(await targets.OfAsync(http.ViewerOf(), cancel))));

        var changes = boards.MapGroup("").RequireAuthorization(Policies.Creator);
        changes.MapPut("/target", async (HttpContext http, BoardTargets targets, [FromBody] TargetAsk ask, CancellationToken cancel) =>
        {
            await targets.ChooseAsync(http.ViewerOf(), ask.BoardId, cancel);
            return Results.NoContent();
        });
        changes.MapPost("/", MakeAsync);
        changes.MapPatch("/{id:guid}", ChangeAsync);
        changes.MapPost("/{id:guid}/move", async (HttpContext http, BoardActs acts, Guid id, [FromBody] ParentAsk ask, CancellationToken cancel) =>
        {
            await acts.MoveAsync(http.ViewerOf(), id, ask.ParentId, cancel);
            return Results.NoContent();
        });
        changes.MapDelete("/{id:guid}", async (HttpContext http, BoardActs acts, Guid id, CancellationToken cancel) =>
        {
            await acts.TrashAsync(http.ViewerOf(), id, cancel);
            return Results.NoContent();
        });
        changes.MapPost("/{id:guid}/restore", async (HttpContext http, BoardActs acts, Guid id, CancellationToken cancel) =>
        {
            await acts.RestoreAsync(http.ViewerOf(), id, cancel);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> MakeAsync(HttpContext http, BoardActs acts, BoardReader reader, [FromBody] BoardAsk ask, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var id = await acts.MakeAsync(viewer, ask.Name ?? "", ask.ParentId, ask.Visibility, cancel);
        return Results.Created($"/api/boards/{id}", (await reader.GetAsync(viewer, id, cancel)).Card);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, BoardActs acts, Guid id, [FromBody] BoardChange change, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        if (change.Name is { } name)
        {
            await acts.RenameAsync(viewer, id, name, cancel);
        }

        if (change.Visibility is { } visibility)
        {
            await acts.ShowAsync(viewer, id, visibility, cancel);
        }

        if (change.Order is { } order)
        {
            await acts.OrderAsync(viewer, id, order, cancel);
        }

        return Results.NoContent();
    }

    /// <param name="ParentId">The board it lies in; null for the top.</param>
    /// <param name="Visibility">Null for its parent's; shared at the top.</param>
    internal sealed record BoardAsk(string? Name, Guid? ParentId, Visibility? Visibility);

    /// <summary>What is null stays as it is.</summary>
    internal sealed record BoardChange(string? Name, Visibility? Visibility, BoardOrder? Order);

    /// <param name="ParentId">Null for the top.</param>
    internal sealed record ParentAsk(Guid? ParentId);

    /// <param name="BoardId">Null for none.</param>
    internal sealed record TargetAsk(Guid? BoardId);
}
