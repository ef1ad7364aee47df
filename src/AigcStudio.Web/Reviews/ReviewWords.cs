using AigcStudio.Core.Reviews;

namespace AigcStudio.Web.Reviews;

/// <summary>Codes of the words for review states.</summary>
public static class ReviewWords
{
    public static string CodeOf(ReviewState state) => state switch
    {
        ReviewState.Approved => "reviews.state.approved",
        ReviewState.Rejected => "reviews.state.rejected",
        ReviewState.NeedsWork => "reviews.state.needsWork",
        _ => "reviews.state.open",
    };
}
