using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Gallery;

namespace AigcStudio.Web.Models.Enlarging;

/// <summary><c>/api/artifacts/{id}/large</c>: a picture made larger, as a marked file.</summary>
internal static class EnlargeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/artifacts/{id:guid}/large", LargeAsync).RequireAuthorization(Policies.Reviewer).WithTags("Gallery");

    private static async Task<IResult> LargeAsync(
        HttpContext http, GalleryReader gallery, MarkedExport export, EnlargerChoice choice, PictureEnlarger enlarger, Guid id, string? format, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var tile = (await gallery.TilesAsync(viewer, [id], cancel)).SingleOrDefault(t => t.Modality == Modality.Image) ?? throw RefusedException.NotFound();
        var wanted = DeliveryFormat.Get(tile.Modality, format);
        var large = await enlarger.EnlargeAsync(viewer, await choice.NeedBestAsync(viewer, cancel), id, cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(await export.OpenLargeAsync(viewer, tile, wanted, large, cancel), wanted.ContentType, $"large-{wanted.FileNameOf(tile)}");
    }
}
