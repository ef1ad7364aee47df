using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Datasets;

/// <param name="Percent">At most so many of the version's items are generated, 1 to 50; 20 where null.</param>
public sealed record WorksBody(int? Percent);

/// <summary>Works that reviewers approved, as a next version of what their models learned from.</summary>
internal static class WorksEndpoints
{
    public static void MapWorks(this IEndpointRouteBuilder datasets)
    {
        datasets.MapGet("/{id:guid}/works", (HttpContext http, ApprovedWorks works, Guid id, int? percent, CancellationToken cancel) =>
            works.PlanAsync(http.ViewerOf(), id, percent ?? ApprovedWorks.DefaultPercent, cancel));
        datasets.MapPost("/{id:guid}/works", AddAsync);
    }

    /// <summary>Accepted: the version is there, and frozen when its job has succeeded.</summary>
    private static async Task<IResult> AddAsync(
        HttpContext http, VersionFreezer freezer, DatasetReader reader, Guid id, WorksBody body, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var version = await freezer.AddWorksAsync(viewer, id, body.Percent ?? ApprovedWorks.DefaultPercent, cancel);
        var detail = await reader.GetAsync(viewer, id, cancel);
        return Results.Accepted($"/api/datasets/{id}", detail.Versions.Single(v => v.Id == version));
    }
}
