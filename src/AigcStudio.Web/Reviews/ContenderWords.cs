using AigcStudio.Data.Reviews;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Reviews;

/// <summary>Who competes, in words; one that the viewer may not see has no name.</summary>
internal static class ContenderWords
{
    public static string Of(Texts texts, Contender maker) => maker.Name ?? texts["reviews.maker.private"];
}
