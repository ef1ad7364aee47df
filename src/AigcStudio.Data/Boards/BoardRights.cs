using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;

namespace AigcStudio.Data.Boards;

internal static class BoardRights
{
    /// <summary>The board, tracked, for whoever may change it.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c> where it cannot be seen or is in the trash, else <c>refused.notAllowed</c>.</exception>
    public static Task<Board> OneBoardToChangeAsync(this StudioDb db, Guid id, Viewer viewer, CancellationToken cancel, bool trashed = false)
    {
        var seen = db.Boards.VisibleTo(viewer);
        return (trashed ? seen : seen.NotTrashed()).OneToChangeAsync(id, viewer, cancel);
    }
}
