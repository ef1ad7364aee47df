using AigcStudio.Core.Accounts;

namespace AigcStudio.Data.Accounts;

public static class ViewerRules
{
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public static void MustBeAdmin(this Viewer viewer)
    {
        if (!viewer.IsAdmin)
        {
            throw RefusedException.NotAllowed();
        }
    }

    /// <exception cref="RefusedException">The viewer only reviews.</exception>
    public static void MustBeCreator(this Viewer viewer)
    {
        if (!viewer.CanCreate)
        {
            throw RefusedException.NotAllowed();
        }
    }
}
