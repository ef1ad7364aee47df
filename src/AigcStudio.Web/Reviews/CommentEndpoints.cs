using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Reviews;

/// <summary><c>/api/artifacts/{id}/comments</c> and <c>/api/comments</c>: words pinned to places.</summary>
internal static class CommentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var artifact = routes.MapGroup("/api/artifacts/{id:guid}").RequireAuthorization(Policies.Reviewer).WithTags("Reviews");
        artifact.MapGet("/comments", async (HttpContext http, CommentBook book, ReviewQueue queue, Guid id, CancellationToken cancel) =>
            Results.Ok(new
            {
                Items = await book.OfAsync(http.ViewerOf(), id, cancel),
                HiddenUntilRated = await queue.IsBlindAsync(http.ViewerOf(), id, cancel),
            }));
        artifact.MapPost("/comments", AddAsync);
        artifact.MapGet("/guest-ratings", async (HttpContext http, GuestLinks links, ReviewQueue queue, Guid id, CancellationToken cancel) =>
            Results.Ok(new
            {
                Items = await links.WordsAsync(http.ViewerOf(), id, cancel),
                HiddenUntilRated = await queue.IsBlindAsync(http.ViewerOf(), id, cancel),
            }));

        var comments = routes.MapGroup("/api/comments/{id:guid}").RequireAuthorization(Policies.Reviewer).WithTags("Reviews");
        comments.MapPatch("/", async (HttpContext http, CommentBook book, Guid id, [FromBody] CommentChange change, CancellationToken cancel) =>
        {
            await book.ResolveAsync(http.ViewerOf(), id, change.Resolved, cancel);
            return Results.NoContent();
        });
        comments.MapDelete("/", async (HttpContext http, CommentBook book, Guid id, CancellationToken cancel) =>
        {
            await book.DeleteAsync(http.ViewerOf(), id, true, cancel);
            return Results.NoContent();
        });
        comments.MapPost("/restore", async (HttpContext http, CommentBook book, Guid id, CancellationToken cancel) =>
        {
            await book.DeleteAsync(http.ViewerOf(), id, false, cancel);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> AddAsync(HttpContext http, CommentBook book, Guid id, [FromBody] CommentAsk ask, CancellationToken cancel)
    {
        var place = new CommentPlace(ask.X, ask.Y, ask.Second, ask.Offset);
        return Results.Ok(new { id = await book.AddAsync(http.ViewerOf(), id, ask.Text, place, ask.ReplyToId, cancel) });
    }

    /// <param name="X">Pictures: 0 to 1 from the left, with <paramref name="Y"/> from the top.</param>
    /// <param name="Y">See <paramref name="X"/>.</param>
    /// <param name="Second">Sounds.</param>
    /// <param name="Offset">Texts: characters from the start.</param>
    internal sealed record CommentAsk(string Text, double? X, double? Y, double? Second, int? Offset, Guid? ReplyToId);

    internal sealed record CommentChange(bool Resolved);
}
