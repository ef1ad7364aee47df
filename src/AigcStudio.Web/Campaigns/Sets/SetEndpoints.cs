using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary><c>/api/campaigns/{id}/sets</c>: pictures, headlines and sounds under one mood.</summary>
internal static class SetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sets = routes.MapGroup("/api/campaigns/{id:guid}/sets").RequireAuthorization(Policies.Reviewer).WithTags("Campaigns");
        sets.MapGet("/", async (HttpContext http, SetReader reader, Guid id, CancellationToken cancel) => await reader.ListAsync(http.ViewerOf(), id, cancel));
        sets.MapGet("/{set:guid}", async (HttpContext http, SetReader reader, Guid id, Guid set, CancellationToken cancel) =>
            await reader.GetAsync(http.ViewerOf(), id, set, cancel));

        var changes = sets.MapGroup("").RequireAuthorization(Policies.Creator);
        changes.MapPost("/", async (HttpContext http, SetDesk desk, SetReader reader, Guid id, [FromBody] SetAsk ask, CancellationToken cancel) =>
            await MadeAsync(http, reader, id, await desk.DrawAsync(http.ViewerOf(), id, ask, cancel), cancel)).RequireRateLimiting(RateLimits.Draw);
        changes.MapPost("/{set:guid}/redraw", async (HttpContext http, SetDesk desk, SetReader reader, Guid id, Guid set, [FromBody] RedrawAsk ask, CancellationToken cancel) =>
            await MadeAsync(http, reader, id, await desk.RedrawAsync(http.ViewerOf(), id, set, ask.Locked, cancel), cancel)).RequireRateLimiting(RateLimits.Draw);
        changes.MapPut("/{set:guid}/locks/{artifactId:guid}", async (HttpContext http, MatchedSets acts, Guid id, Guid set, Guid artifactId, [FromBody] LockAsk ask, CancellationToken cancel) =>
        {
            await acts.LockAsync(http.ViewerOf(), id, set, artifactId, ask.Locked, cancel);
            return Results.NoContent();
        });
        changes.MapPost("/{set:guid}/ad", async (HttpContext http, SetAds ads, Guid id, Guid set, [FromBody] AdAsk ask, CancellationToken cancel) =>
        {
            var made = await ads.MakeAsync(http.ViewerOf(), id, set, ask.Place, cancel);
            return Results.Created($"/api/campaigns/{id}/ads/{made}", new { id = made });
        });
    }

    private static async Task<IResult> MadeAsync(HttpContext http, SetReader reader, Guid id, Guid made, CancellationToken cancel) =>
        Results.Created($"/api/campaigns/{id}/sets/{made}", await reader.GetAsync(http.ViewerOf(), id, made, cancel));

    /// <param name="Locked">Candidates that stay; null for those that are locked already.</param>
    internal sealed record RedrawAsk(IReadOnlyList<Guid>? Locked = null);

    internal sealed record LockAsk(bool Locked);

    /// <param name="Place">Of the set among those offered, from 0.</param>
    internal sealed record AdAsk(int Place = 0);
}
