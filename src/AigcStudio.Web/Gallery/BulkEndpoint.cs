using AigcStudio.Core.Accounts;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Gallery;

/// <summary><c>POST /api/artifacts/bulk</c>: what the page's bar does to a whole selection. Each act is done to all or to none.</summary>
internal static class BulkEndpoint
{
    public static async Task<IResult> ActAsync(
        HttpContext http,
        RatingBook ratings,
        BulkReviews reviews,
        ArtifactShowing showing,
        GalleryTrash trash,
        [FromBody] BulkAsk ask,
        CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var ids = ask.Ids ?? [];
        if (ask.Stars is { } stars)
        {
            await ratings.RateAsync(viewer, ids, stars, cancel);
        }

        var judged = ask.State is { } state ? await reviews.JudgeAsync(viewer, ids, state, confirm: false, cancel) : null;
        if (ask.Visibility is { } visibility)
        {
            await showing.ShowAsync(viewer, ids, visibility, cancel);
        }

        if (ask.Trashed is { } trashed)
        {
            await (trashed ? trash.TrashAsync(viewer, ids, cancel) : trash.RestoreAsync(viewer, ids, cancel));
        }

        return Results.Ok(new { ids.Count, Judged = judged?.Made.Count, judged?.NearCopies });
    }

    /// <summary>What is null is not done.</summary>
    /// <param name="Stars">0 to 5.</param>
    /// <param name="State">Near copies are left as they are where this is an approval.</param>
    internal sealed record BulkAsk(IReadOnlyList<Guid>? Ids, int? Stars, ReviewState? State, Visibility? Visibility, bool? Trashed);
}
