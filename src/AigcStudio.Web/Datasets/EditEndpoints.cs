using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Datasets;

/// <summary>Labels and words changed in bulk, as a next version.</summary>
internal static class EditEndpoints
{
    public static void MapEdits(this IEndpointRouteBuilder datasets)
    {
        datasets.MapPost("/{id:guid}/edits/preview", (
            HttpContext http, DatasetEditor editor, Guid id, VersionEdit body, CancellationToken cancel) =>
            editor.PreviewAsync(http.ViewerOf(), id, body, cancel));
        datasets.MapPost("/{id:guid}/edits", EditAsync);
    }

    /// <summary>Accepted: the version is there, and frozen when its job has succeeded.</summary>
    private static async Task<IResult> EditAsync(
        HttpContext http, VersionFreezer freezer, DatasetReader reader, Guid id, VersionEdit body, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var version = await freezer.EditAsync(viewer, id, body, cancel);
        var detail = await reader.GetAsync(viewer, id, cancel);
        return Results.Accepted($"/api/datasets/{id}", detail.Versions.Single(v => v.Id == version));
    }
}
