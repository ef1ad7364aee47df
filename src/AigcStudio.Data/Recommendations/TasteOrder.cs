using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Data.Recommendations;

/// <summary>Artifacts in a viewer's order, fixed until they ask for it anew, and the taste that ordered them.</summary>
/// <param name="Stale">Ratings or artifacts have changed since.</param>
public sealed record TasteOrder(IReadOnlyList<Guid> Ids, ReadTaste Read, GalleryFilter Filter, bool Stale)
{
    /// <summary>On what it rests.</summary>
    public TasteBasis Basis => Read.Taste.BasisOf(Filter.Modality);

    /// <summary>Ratings that the viewer would have to give before it is their own.</summary>
    public int Needed => Read.Taste.NeededOf(Filter.Modality);

    /// <summary>The artifacts on both sides of one; null at an end, or where it is not in the order.</summary>
    public (Guid? Before, Guid? After) Around(Guid id)
    {
        for (var i = 0; i < Ids.Count; i++)
        {
            if (Ids[i] == id)
            {
                return (i > 0 ? Ids[i - 1] : null, i + 1 < Ids.Count ? Ids[i + 1] : null);
            }
        }

        return (null, Ids.Count > 0 ? Ids[0] : null);
    }
}
