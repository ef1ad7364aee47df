using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>Channels of each map. At 28 px and width 64: 256, 128, 64, C up and C, 64, 128 down, as in the mission.</summary>
internal static class ImageGanWidths
{
    // Above 28 px the channels stop doubling at four times the width (eight at the foot), where the work would grow faster than the picture.
    private const int MostAtFoot = 8;
    private const int MostAbove = 4;

    /// <summary>From the foot to the picture: foot, the map after the stride-1 layer, and one for each doubling.</summary>
    internal static IReadOnlyList<int> Rising(int width, PictureLadder ladder, int pictureChannels) =>
    [
        width * Math.Min(1 << ladder.Doublings, MostAtFoot),
        .. Enumerable.Range(0, ladder.Doublings).Select(i => width * Math.Min(1 << (ladder.Doublings - 1 - i), MostAbove)),
        pictureChannels,
    ];

    /// <summary>From the picture to the foot: one for each halving.</summary>
    internal static IReadOnlyList<int> Falling(int width, PictureLadder ladder, int inputChannels) =>
        [inputChannels, .. Enumerable.Range(0, ladder.Doublings).Select(i => width * Math.Min(1 << i, MostAbove))];
}
