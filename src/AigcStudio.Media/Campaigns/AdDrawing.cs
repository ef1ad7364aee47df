using AigcStudio.Core.Campaigns;

namespace AigcStudio.Media.Campaigns;

/// <summary>Draws an ad by its plan and looks at what came out.</summary>
internal static class AdDrawing
{
    public static AdLook Draw(AdSheet sheet, string outputPath, CancellationToken cancel) => throw new NotSupportedException();
}
