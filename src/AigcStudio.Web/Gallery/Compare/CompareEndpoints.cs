using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Gallery.Compare;

/// <summary><c>/api/artifacts/compare</c>: what the page's table says and, for texts, their differences from the first.</summary>
internal static class CompareEndpoints
{
    public static void Map(IEndpointRouteBuilder artifacts) => artifacts.MapGet("/compare", CompareAsync);

    private static async Task<IResult> CompareAsync(
        HttpContext http, GalleryReader gallery, ArtifactTexts words, Texts texts, string? ids, bool? all, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var compared = Comparison.Parse(ids);
        var kind = await Comparison.CheckAsync(gallery, viewer, compared, cancel);
        var passports = new List<ArtifactPassport>();
        foreach (var id in compared)
        {
            passports.Add(await gallery.GetAsync(viewer, id, cancel));
        }

        var found = kind == Modality.Text ? await words.OfAsync(viewer, compared, cancel) : null;
        return Results.Ok(new
        {
            Modality = kind,
            Ids = compared,
            Rows = CompareRows.Of(texts, passports).Where(r => r.Differs || all == true),
            Words = found is null ? null : compared.Skip(1).Select(id => WordDiff.Of(found[compared[0]], found[id])),
        });
    }
}
