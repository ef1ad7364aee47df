using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs.Health;

/// <summary>
/// The checkerboard that layers of stride 2 leave behind (Odena, Dumoulin, Olah 2016): whatever repeats exactly every two or four pixels
/// lies in 15 places of a picture's spectrum, where a real picture has little.
/// </summary>
internal static class PictureGrid
{
    private const int Period = 4;

    /// <summary>Share of the variation of pictures <c>[N, C, H, W]</c> that repeats every four pixels along both sides; 0 where nothing varies.</summary>
    internal static double Share(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var (height, width) = (pictures.shape[2], pictures.shape[3]);
        if (height % Period != 0 || width % Period != 0)
        {
            return 0;
        }

        var centred = pictures - pictures.mean([2, 3], keepdim: true);
        var all = centred.square().mean().item<float>();
        var tiles = centred.view(-1, height / Period, Period, width / Period, Period);
        return all > 0 ? tiles.mean([1, 3]).square().mean().item<float>() / all : 0;
    }
}
