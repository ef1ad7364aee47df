using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Reviews;

/// <summary><c>/api/guest-links</c> for those who make links, and what guests' pages show.</summary>
internal static class GuestEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/api/guest-links").RequireAuthorization(Policies.Creator).WithTags("Reviews");
        links.MapGet("/", async (HttpContext http, GuestLinks book, CancellationToken cancel) =>
            Results.Ok(new { Items = await book.ListAsync(http.ViewerOf(), cancel) }));
        links.MapPost("/", MakeAsync).WithMetadata(new ShownOnceAttribute("link"));
        links.MapDelete("/{id:guid}", async (HttpContext http, GuestLinks book, Guid id, CancellationToken cancel) =>
        {
            await book.WithdrawAsync(http.ViewerOf(), id, cancel);
            return Results.NoContent();
        });
        routes.MapGet("/guest/{secret}/media/{id:guid}", MediaAsync).AllowAnonymous().RequireRateLimiting(RateLimits.GuestMedia).ExcludeFromDescription();
    }

    private static async Task<IResult> MakeAsync(HttpContext http, GuestLinks book, [FromBody] LinkAsk ask, CancellationToken cancel)
    {
        var made = await book.CreateAsync(http.ViewerOf(), ask.ArtifactIds, ask.Title, ask.Days ?? GuestLinks.UsualDays, cancel);
        var request = http.Request;
        return Results.Ok(new { made.Id, Link = $"{request.Scheme}://{request.Host}{request.PathBase}/guest/{made.Secret}", made.ExpiresAt });
    }

    // Exactly what is behind the link: an artifact of another one is as unknown as one that never was.
    private static async Task<IResult> MediaAsync(
        HttpContext http, GuestDesk desk, MarkedExport export, string secret, Guid id, CancellationToken cancel)
    {
        var room = await desk.RoomAsync(secret, cancel) ?? throw RefusedException.NotFound();
        var item = await desk.ItemAsync(room, id, cancel) ?? throw RefusedException.NotFound();
        var (path, format) = await export.HandedOutAsync(room.Host, item.Id, cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(path, format.ContentType, enableRangeProcessing: item.Modality == Modality.Audio);
    }

    /// <param name="Title">What guests read on top.</param>
    /// <param name="Days">1 to 90; 14 where it is absent.</param>
    internal sealed record LinkAsk(IReadOnlyList<Guid> ArtifactIds, string Title, int? Days);
}
