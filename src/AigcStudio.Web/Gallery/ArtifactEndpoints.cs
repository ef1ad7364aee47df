using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Gallery.Compare;
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
        CompareEndpoints.Map(artifacts);
        artifacts.MapPost("/bulk", BulkEndpoint.ActAsync);
        artifacts.MapGet("/{id:guid}/thumbnail", ThumbnailAsync);
        artifacts.MapGet("/{id:guid}/sound", SoundAsync);
        artifacts.MapGet("/{id:guid}/text", TextAsync);
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
        var tile = (await gallery.TilesAsync(http.ViewerOf(), [id], cancel)).SingleOrDefault(t => t.Modality == Modality.Image) ?? throw RefusedException.NotFound();
        var path = await thumbnails.MakeAsync(ContentHash.Parse(tile.BlobHash), size ?? ArtifactThumbnails.Sizes[0], cancel);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.File(path, "image/webp", entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(path)}\""));
    }

    private static async Task<IResult> FileAsync(
        HttpContext http, GalleryReader gallery, MarkedExport export, Guid id, string? format, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var tile = (await gallery.TilesAsync(viewer, [id], cancel)).SingleOrDefault() ?? throw RefusedException.NotFound();
        var wanted = DeliveryFormat.Get(tile.Modality, format);
        var file = await export.OpenAsync(viewer, tile, wanted, cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(file, wanted.ContentType, wanted.FileNameOf(tile));
    }

    /// <summary>What a page plays; like a thumbnail it never changes.</summary>
    private static async Task<IResult> SoundAsync(HttpContext http, MarkedExport export, Guid id, CancellationToken cancel)
    {
        var path = await export.PlayableAsync(http.ViewerOf(), id, cancel);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.File(path, "audio/wav", entityTag: new EntityTagHeaderValue($"\"{id:N}\""), enableRangeProcessing: true);
    }

    /// <summary>The words of a text artifact alone, for a page that shows them.</summary>
    private static async Task<IResult> TextAsync(HttpContext http, ArtifactTexts texts, Guid id, CancellationToken cancel)
    {
        var found = await texts.OfAsync(http.ViewerOf(), [id], cancel);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return found.TryGetValue(id, out var text) ? Results.Ok(new { id, text, aiGenerated = true }) : throw RefusedException.NotFound();
    }

    // A form, so that a page's button can ask for it without holding the file in its script; SameOriginWrites guards it.
    private static async Task<IResult> ZipAsync(
        HttpContext http,
        SelectionArchive archive,
        [FromForm] string ids,
        [FromForm] string? format,
        [FromForm] string? text,
        [FromForm] string? sound,
        CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var formats = DeliveryFormats.Of(format, text, sound);
        var parsed = ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => Guid.TryParse(t, out var id) ? id : throw RefusedException.NotFound());
        var tiles = await archive.CheckAsync(viewer, [.. parsed], formats, cancel);
        return Results.Stream(target => archive.WriteAsync(viewer, tiles, formats, target, cancel), "application/zip", "aigc-studio.zip");
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
        await reviews.ReviewAsync(http.ViewerOf(), id, ask.State, ask.Comment ?? "", ask.SeenNearCopy, cancel);
        return Results.NoContent();
    }

    /// <param name="Stars">1 to 5; 0 takes the rating back.</param>
    internal sealed record RatingAsk(int Stars);

    /// <param name="SeenNearCopy">Needed to approve what is as near to a training item as a copy is.</param>
    internal sealed record ReviewAsk(Core.Reviews.ReviewState State, string? Comment, bool SeenNearCopy = false);
}
