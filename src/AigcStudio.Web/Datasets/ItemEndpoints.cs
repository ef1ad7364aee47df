using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace AigcStudio.Web.Datasets;

internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder datasets)
    {
        var version = datasets.MapGroup("/{id:guid}/versions/{versionId:guid}");
        version.MapGet("/health", async (HttpContext http, DatasetReader reader, Guid id, Guid versionId, CancellationToken cancel) =>
            (await reader.GetAsync(http.ViewerOf(), id, cancel)).Versions.SingleOrDefault(v => v.Id == versionId)?.Health
                ?? throw RefusedException.NotFound());
        version.MapGet("/items", (
            HttpContext http, DatasetReader reader, Guid id, Guid versionId, int? label, int? after, int? take, CancellationToken cancel) =>
            reader.ItemsAsync(http.ViewerOf(), id, versionId, label, after ?? -1, take ?? 100, cancel));
        version.MapGet("/items/{index:int}/thumbnail", ThumbnailAsync);
        version.MapGet("/items/{index:int}/sound", SoundAsync);
    }

    /// <summary>
    /// A WebP of our own making: what the person uploaded is never served as it came. A frozen version's item never
    /// changes, so the browser need not ask again; it is private, because the right to see it is.
    /// </summary>
    private static async Task<IResult> ThumbnailAsync(
        HttpContext http, DatasetReader reader, [FromServices] DatasetThumbnails thumbnails, Guid id, Guid versionId, int index, int? size, CancellationToken cancel)
    {
        var hash = ContentHash.Parse(await reader.HashOfAsync(http.ViewerOf(), id, versionId, index, Modality.Image, cancel));
        var path = await thumbnails.MakeAsync(hash, size ?? DatasetThumbnails.Sizes[0], cancel);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.File(path, "image/webp", entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(path)}\""));
    }

    /// <summary>
    /// The WAV that the Media process wrote, in parts where the player asks for them: like a thumbnail private, and never changing.
    /// </summary>
    private static async Task<IResult> SoundAsync(
        HttpContext http, DatasetReader reader, [FromServices] BlobStore blobs, Guid id, Guid versionId, int index, CancellationToken cancel)
    {
        var hash = ContentHash.Parse(await reader.HashOfAsync(http.ViewerOf(), id, versionId, index, Modality.Audio, cancel));
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.File(
            blobs.Open(hash), "audio/wav", entityTag: new EntityTagHeaderValue($"\"{hash.Hex}\""), enableRangeProcessing: true);
    }
}
