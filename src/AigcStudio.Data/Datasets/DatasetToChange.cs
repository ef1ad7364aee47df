using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

internal static class DatasetToChange
{
    /// <summary>A dataset that the viewer may change and that is not in the trash.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: there is none of that id, or it is not theirs to change.</exception>
    public static async Task<Dataset> ToChangeAsync(this IQueryable<Dataset> datasets, Viewer viewer, Guid id, CancellationToken cancel) =>
        (viewer.CanCreate ? await datasets.ChangeableBy(viewer).NotTrashed().SingleOrDefaultAsync(d => d.Id == id, cancel) : null)
        ?? throw RefusedException.NotFound();
}
