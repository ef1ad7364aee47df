using AigcStudio.Core.Gallery;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Models.Play;

/// <summary><c>/api/models/{id}/play</c>: the space, frames of it, and what is kept of them.</summary>
internal static class PlayEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var play = routes.MapGroup("/api/models/{id:guid}/play").RequireAuthorization(Policies.Creator).WithTags("Models");
        play.MapGet("/", SpaceAsync);
        play.MapPost("/", SheetAsync).RequireRateLimiting(RateLimits.Frame);
        play.MapPost("/way", WayAsync).RequireRateLimiting(RateLimits.Draw);
        play.MapPost("/sound", SoundAsync).RequireRateLimiting(RateLimits.Draw);
        play.MapPost("/keep", KeepAsync).RequireRateLimiting(RateLimits.OneAtATime);
        play.MapPost("/walk", WalkAsync).RequireRateLimiting(RateLimits.OneAtATime);
    }

    private static async Task<IResult> SpaceAsync(HttpContext http, PlaySpaces spaces, Guid id, CancellationToken cancel)
    {
        var found = await spaces.GetAsync(http.ViewerOf(), id, cancel);
        var space = found.Space;
        var kind = SampleSheet.KindOf(space.Form);
        var plan = PlayPlan.Of(kind);
        return Results.Ok(new
        {
            Kind = kind.ToString().ToLowerInvariant(),
            plan.Tiles,
            space.CodeLength,
            space.Directions,
            space.Labels,
            space.Encodes,
            found.Model.DatasetId,
            DatasetVersionId = found.Model.VersionId,
            space.Items,
        });
    }

    private static async Task<IResult> SheetAsync(HttpContext http, PlayDesk desk, Guid id, [FromBody] SheetAsk ask, CancellationToken cancel) =>
        Answer(await desk.SheetAsync(http.ViewerOf(), id, ask.ToSheet(), ask.Codes ?? false, ask.Pixels ?? false, cancel));

    private static IResult Answer(PlayFrame frame) => frame.Planes is null ? Results.Ok(frame) : new PixelAnswer(frame);

    private static async Task<IResult> WayAsync(HttpContext http, PlayDesk desk, Guid id, [FromBody] WayAsk ask, CancellationToken cancel) =>
        Results.Ok(await desk.WayAsync(http.ViewerOf(), id, new PlayWay(ask.Stops ?? [], ask.Ways ?? []), cancel));

    private static async Task<IResult> SoundAsync(HttpContext http, PlayKeeps keeps, Guid id, [FromBody] PlayCode code, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(await keeps.SoundAsync(http.ViewerOf(), id, code, cancel), "audio/wav");
    }

    private static async Task<IResult> KeepAsync(HttpContext http, PlayKeeps keeps, Guid id, [FromBody] KeepAsk ask, CancellationToken cancel) =>
        Results.Ok(await keeps.KeepAsync(http.ViewerOf(), id, ask.Codes ?? [], cancel));

    private static async Task<IResult> WalkAsync(HttpContext http, PlayKeeps keeps, Guid id, [FromBody] WalkAsk ask, CancellationToken cancel)
    {
        var (file, format, name) = await keeps.WalkAsync(http.ViewerOf(), id, ask.Stops ?? [], ask.SecondsPerLeg ?? 2, cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(file, format.ContentType, name);
    }

    /// <param name="Count">Tiles, 1 to <see cref="PlaySheet.MostTiles"/>; null for all.</param>
    /// <param name="Spread">Null for 1.</param>
    /// <param name="Codes">True to have the tiles' codes.</param>
    /// <param name="Pixels">True to have pictures as <see cref="PixelAnswer"/> writes them; has no meaning for texts and sounds.</param>
    internal sealed record SheetAsk(
        int? Count,
        int? Seed,
        string? Label,
        double? Spread,
        IReadOnlyList<double>? Sliders,
        IReadOnlyList<double>? At,
        IReadOnlyList<PinnedCode>? Pinned,
        bool? Codes,
        bool? Pixels)
    {
        public PlaySheet ToSheet() => new(Count ?? PlaySheet.MostTiles, Seed ?? 0, Label, Spread ?? 1, Sliders ?? [], At, Pinned ?? []);
    }

    /// <param name="Ways">0 for the first stop, 0.5 for halfway to the second.</param>
    internal sealed record WayAsk(IReadOnlyList<PlayCode>? Stops, IReadOnlyList<double>? Ways);

    internal sealed record KeepAsk(IReadOnlyList<PlayCode>? Codes);

    /// <param name="SecondsPerLeg">1 to <see cref="PlayKeeps.MostSecondsPerLeg"/>; null for 2.</param>
    internal sealed record WalkAsk(IReadOnlyList<PlayCode>? Stops, int? SecondsPerLeg);
}
