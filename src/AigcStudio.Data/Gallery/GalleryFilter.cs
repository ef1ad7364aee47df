using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>Which artifacts a person wants to see; what is null does not matter.</summary>
/// <param name="From">Made at this moment or later.</param>
/// <param name="To">Made before this moment.</param>
/// <param name="MinStars">Mean of the ratings at least this, 1 to 5.</param>
/// <param name="Mine">Only the viewer's own.</param>
/// <param name="Trashed">What lies in the trash instead of what does not.</param>
/// <param name="NearCopy">Only what is as near to a training item as a copy is.</param>
/// <param name="BoardId">Only what lies on this board; nothing where the viewer may not see the board.</param>
/// <param name="WithoutBoard">Only what lies on no board that the viewer may see.</param>
public sealed record GalleryFilter(
    Modality? Modality = null,
    Guid? RunId = null,
    Guid? ModelId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    double? MinStars = null,
    string? Label = null,
    ReviewState? State = null,
    bool Mine = false,
    bool Trashed = false,
    bool NearCopy = false,
    Guid? BoardId = null,
    bool WithoutBoard = false)
{
    /// <summary>In which order, of whatever is shown.</summary>
    public GalleryOrder Order { get; init; }

    internal IQueryable<Artifact> Over(StudioDb db, Viewer viewer)
    {
        var artifacts = db.Artifacts.AsNoTracking().VisibleTo(viewer);
        var laid =
            from i in db.BoardItems
            join b in db.Boards.VisibleTo(viewer).NotTrashed() on i.BoardId equals b.Id
            select i;
        artifacts = BoardId is { } board ? artifacts.Where(a => laid.Where(i => i.BoardId == board).Select(i => i.ArtifactId).Contains(a.Id)) : artifacts;
        artifacts = WithoutBoard ? artifacts.Where(a => !laid.Any(i => i.ArtifactId == a.Id)) : artifacts;
        artifacts = Trashed ? artifacts.Where(a => a.TrashedAt != null) : artifacts.NotTrashed();
        artifacts = Modality is { } modality ? artifacts.Where(a => a.Modality == modality) : artifacts;
        artifacts = RunId is { } run ? artifacts.Where(a => a.RunId == run) : artifacts;
        artifacts = ModelId is { } model ? artifacts.Where(a => a.ModelId == model) : artifacts;
        artifacts = From is { } from ? artifacts.Where(a => a.CreatedAt >= from) : artifacts;
        artifacts = To is { } to ? artifacts.Where(a => a.CreatedAt < to) : artifacts;
        artifacts = MinStars is { } stars ? artifacts.Where(a => a.Stars >= stars) : artifacts;
        artifacts = Label is { Length: > 0 } label ? artifacts.Where(a => a.Label == label) : artifacts;
        artifacts = State is { } state ? artifacts.Where(a => a.ReviewState == state) : artifacts;
        artifacts = NearCopy ? artifacts.Where(a => a.Closeness < Nearness.CopyRatio) : artifacts;
        return Mine ? artifacts.Where(a => a.OwnerId == viewer.PersonId) : artifacts;
    }
}
