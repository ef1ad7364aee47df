using AigcStudio.Core.Accounts;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace AigcStudio.Web.Gallery;

/// <summary><c>/api/artifacts</c>. What another person keeps private answers like what is not there.</summary>
internal static class ArtifactEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var artifacts = routes.MapGroup("/api/artifacts").RequireAuthorization(Policies.Reviewer).WithTags("Gallery");
        artifacts.MapGet("/", async (HttpContext http, GalleryReader gallery, [AsParameters] GalleryQuery query, Guid? after, int? take, CancellationToken cancel) =>
            await gallery.ListAsync(http.ViewerOf(), query.ToFilter(), after, take ?? 50, cancel));
        artifacts.MapGet("/{id:guid}", async (HttpContext http, GalleryReader gallery, Guid id, CancellationToken cancel) =>
            await gallery.GetAsync(http.ViewerOf(), id, cancel));
        artifacts.MapGet("/{id:guid}/thumbnail", ThumbnailAsync);
        artifacts.MapGet("/{id:guid}/file", FileAsync);
        artifacts.MapPost("/zip", ZipAsync).DisableAntiforgery();
        artifacts.MapPut("/{id:guid}/rating", RateAsync);
        artifacts.MapPut("/{id:guid}/review", ReviewAsync);
        artifacts.MapGet("/{id:guid}/reviews", async (HttpContext http, ReviewBook reviews, Guid id, CancellationToken cancel) =>
            await reviews.OfAsync(http.ViewerOf(), id, cancel));
        artifacts.MapDelete("/{id:guid}", async (HttpContext http, GalleryTrash trash, Guid id, CancellationToken cancel) =>
        {
            await trash.TrashAsync(http.ViewerOf(), [id], cancel);
            return Results.NoContent();
        });
        artifacts.MapPost("/{id:guid}/restore", async (HttpContext http, GalleryTrash trash, Guid id, CancellationToken cancel) =>
        {
            await trash.RestoreAsync(http.ViewerOf(), [id], cancel);
            return Results.NoContent();
        });
    }

    /// <summary>An artifact's bytes never change, so the browser need not ask again; private, because the right to see it is.</summary>
    private static async Task<IResult> ThumbnailAsync(
        HttpContext http, GalleryReader gallery, ArtifactThumbnails thumbnails, Guid id, int? size, CancellationToken cancel)
    {
        var hash = await gallery.HashOfAsync(http.ViewerOf(), id, cancel);
        var path = await thumbnails.MakeAsync(hash, size ?? ArtifactThumbnails.Sizes[0], cancel);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.File(path, "image/webp", entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(path)}\""));
    }

    private static async Task<IResult> FileAsync(
        HttpContext http, GalleryReader gallery, MarkedExport export, Guid id, string? format, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var wanted = FormatOf(format);
        var tile = (await gallery.TilesAsync(viewer, [id], cancel)).SingleOrDefault() ?? throw RefusedException.NotFound();
        var file = await export.OpenAsync(viewer, id, wanted, cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(file, PictureFiles.TypeOf(wanted), PictureFiles.NameOf(tile, wanted));
    }

    // A form, so that a page's button can ask for it without holding the file in its script; SameOriginWrites guards it.
    private static async Task<IResult> ZipAsync(
        HttpContext http, SelectionArchive archive, [FromForm] string ids, [FromForm] string? format, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var wanted = FormatOf(format);
        var parsed = ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => Guid.TryParse(t, out var id) ? id : throw RefusedException.NotFound());
        var tiles = await archive.CheckAsync(viewer, [.. parsed], cancel);
        return Results.Stream(target => archive.WriteAsync(viewer, tiles, wanted, target, cancel), "application/zip", "aigc-studio.zip");
    }

    private static async Task<IResult> RateAsync(
        HttpContext http, RatingBook ratings, GalleryReader gallery, Guid id, [FromBody] RatingAsk ask, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        await ratings.RateAsync(viewer, [id], ask.Stars, cancel);
        return Results.Ok((await gallery.TilesAsync(viewer, [id], cancel)).Single());
    }

    private static async Task<IResult> ReviewAsync(
        HttpContext http, ReviewBook reviews, Guid id, [FromBody] ReviewAsk ask, CancellationToken cancel)
    {
        await reviews.ReviewAsync(http.ViewerOf(), id, ask.State, ask.Comment ?? "", cancel);
        return Results.NoContent();
    }

    private static PictureFormat FormatOf(string? format) => (format ?? "png").ToLowerInvariant() switch
    {
        "png" => PictureFormat.Png,
        "jpeg" or "jpg" => PictureFormat.Jpeg,
        "webp" => PictureFormat.Webp,
        _ => throw new ExportException("export.format", "png, jpeg, webp"),
    };

    /// <param name="Stars">1 to 5; 0 takes the rating back.</param>
    internal sealed record RatingAsk(int Stars);

    internal sealed record ReviewAsk(Core.Reviews.ReviewState State, string? Comment);
}
