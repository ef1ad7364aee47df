using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Data.Reviews;

/// <summary>In which order a queue comes.</summary>
public enum ReviewOrder
{
    /// <summary>Newest draws first.</summary>
    Newest,

    /// <summary>First what others rated most unlike each other.</summary>
    Disagreements,
}

/// <summary>What a reviewer wants to work on; what is null does not matter.</summary>
/// <param name="RequestId">Only what this request asks for.</param>
public sealed record ReviewFilter(
    Modality? Modality = null, Guid? ModelId = null, Guid? RunId = null, Guid? RequestId = null, ReviewOrder Order = ReviewOrder.Newest)
{
    /// <summary>Everything of it that the viewer may see and that is not in the trash.</summary>
    internal IQueryable<Artifact> Over(StudioDb db, Viewer viewer)
    {
        var artifacts = new GalleryFilter(Modality, RunId, ModelId).Over(db, viewer);
        return RequestId is { } request
            ? artifacts.Where(a => db.ReviewRequestItems.Any(i => i.RequestId == request && i.ArtifactId == a.Id)
                && (db.ReviewRequestPeople.Any(p => p.RequestId == request && p.PersonId == viewer.PersonId)
                    || db.ReviewRequests.Any(r => r.Id == request && r.AskedById == viewer.PersonId)))
            : artifacts;
    }
}
