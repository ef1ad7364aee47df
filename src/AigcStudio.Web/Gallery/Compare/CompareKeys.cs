using AigcStudio.Core.Datasets;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Gallery.Compare;

internal static class CompareKeys
{
    private static readonly KeyHint[] Always = [new("C", "compare.swap"), new("Esc", "compare.out")];

    public static KeyHint[] Of(Modality kind) => kind switch
    {
        Modality.Image => [new("M", "compare.key.mode"), new("← →", "compare.key.slider"), new("+ − 0", "compare.key.zoom"), new("Space", "compare.key.flick"), .. Always],
        Modality.Audio => [new("Space", "gallery.key.play"), new("1–4", "compare.key.hear"), new("← →", "compare.key.seek"), .. Always],
        _ => Always,
    };
}
