using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Recommendations;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Recommendations;

/// <summary><c>/api/recommendations</c>: what a gallery's filter shows, in the caller's own order, with the reasons.</summary>
internal static class RecommendationEndpoints
{
    private const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var recommendations = routes.MapGroup("/api/recommendations").RequireAuthorization(Policies.Reviewer).WithTags("Recommendations");
        recommendations.MapGet("/", TopAsync);
        recommendations.MapPut("/hidden/{id:guid}", async (HttpContext http, TasteBook book, Guid id, CancellationToken cancel) =>
        {
            await book.HideAsync(http.ViewerOf(), [id], cancel);
            return Results.NoContent();
        });
        recommendations.MapDelete("/hidden/{id:guid}", async (HttpContext http, TasteBook book, Guid id, CancellationToken cancel) =>
        {
            await book.ShowAsync(http.ViewerOf(), [id], cancel);
            return Results.NoContent();
        });
        recommendations.MapDelete("/taste", async (HttpContext http, TasteBook book, CancellationToken cancel) =>
        {
            await book.ForgetAsync(http.ViewerOf(), cancel);
            return Results.NoContent();
        });
    }

    private static async Task<RecommendationList> TopAsync(
        HttpContext http, Recommender recommender, GalleryReader gallery, Texts texts, [AsParameters] GalleryQuery query, int? take, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var order = await recommender.TopAsync(viewer, query.ToFilter(), Math.Clamp(take ?? 20, 1, MostAtOnce), cancel);
        var tiles = (await gallery.TilesAsync(viewer, order.Ids, cancel)).ToDictionary(t => t.Id);
        return new RecommendationList(order.Basis, order.Needed, TasteWords.Basis(texts, order), [.. order.Ids.Where(tiles.ContainsKey).Select(id => new Recommendation(
            tiles[id],
            order.Read.Taste.ScoreOf(id),
            [.. order.Read.Taste.Why(id).Select(r => new SpokenReason(r.Feature, r.More, r.Contribution, r.Alike, r.Examples, TasteWords.Reason(texts, order.Read, tiles[id].Modality, r)))]))]);
    }

    /// <param name="Basis">On what the order rests.</param>
    /// <param name="Needed">Ratings that are still needed before it is personal.</param>
    /// <param name="Said">The same in words, in the caller's language.</param>
    internal sealed record RecommendationList(TasteBasis Basis, int Needed, string Said, IReadOnlyList<Recommendation> Items);

    /// <param name="Score">-1 to 1: what the caller is expected to think of it.</param>
    /// <param name="Reasons">Up to three, the weightiest first.</param>
    internal sealed record Recommendation(ArtifactTile Artifact, double Score, IReadOnlyList<SpokenReason> Reasons);

    /// <param name="More">Whether it has more of the feature than the mean, or less.</param>
    /// <param name="Contribution">What the feature adds to the score.</param>
    /// <param name="Alike">How many that the caller gave four stars or more share it.</param>
    internal sealed record SpokenReason(string Feature, bool More, double Contribution, int Alike, IReadOnlyList<Guid> Examples, string Said);
}
