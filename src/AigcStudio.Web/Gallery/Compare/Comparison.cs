using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery.Compare;

/// <summary>Which artifacts can be compared: two to four of one kind.</summary>
public static class Comparison
{
    public const int Least = 2;

    public const int Most = 4;

    /// <summary>Where they are compared.</summary>
    public static string AddressOf(IEnumerable<Guid> ids) => $"gallery/compare?ids={string.Join(',', ids)}";

    /// <summary>The ids of an address; what is none is left out, and what stands there twice counts once.</summary>
    public static IReadOnlyList<Guid> Parse(string? ids) =>
        [.. (ids ?? "").Split(',').Select(t => Guid.TryParse(t, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];

    /// <returns>Their kind.</returns>
    /// <exception cref="CompareException"><c>compare.count(least, most)</c>, <c>compare.kinds</c>.</exception>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: one of them is not there for this viewer.</exception>
    public static async Task<Modality> CheckAsync(GalleryReader gallery, Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count is < Least or > Most)
        {
            throw new CompareException("compare.count", Least, Most);
        }

        var tiles = await gallery.TilesAsync(viewer, ids, cancel);
        if (tiles.Count < ids.Count)
        {
            throw RefusedException.NotFound();
        }

        return tiles.All(t => t.Modality == tiles[0].Modality) ? tiles[0].Modality : throw new CompareException("compare.kinds");
    }

    /// <summary>A, B, C, D.</summary>
    public static string LetterOf(int index) => ((char)('A' + index)).ToString();
}
