using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Datasets;
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
    }

    /// <summary>
    /// A WebP of our own making: what the person uploaded is never served as it came. A frozen version's item never
    /// changes, so the browser need not ask again; it is private, because the right to see it is.
    /// </summary>
    private static async Task<IResult> ThumbnailAsync(
        HttpContext http, DatasetReader reader, [FromServices] DatasetThumbnails thumbnails, Guid id, Guid versionId, int index, int? size, CancellationToken cancel)
    {
        var hash = ContentHash.Parse(await reader.HashOfAsync(http.ViewerOf(), id, versionId, index, cancel));
        var path = await thumbnails.MakeAsync(hash, size ?? DatasetThumbnails.Sizes[0], cancel);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.File(path, "image/webp", entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(path)}\""));
    }
}
