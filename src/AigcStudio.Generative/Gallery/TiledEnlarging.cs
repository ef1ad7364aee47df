using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>
/// Enlarges one picture of any size tile by tile, so that memory is bounded by the tile. Each tile is enlarged with so much around it as
/// decides it: the result is that of the whole picture at once.
/// </summary>
public static class TiledEnlarging
{
    // With its surroundings about 90 px a side: some 50 MB for a network of 48 channels.
    private const int TileSide = 64;

    /// <param name="levels">Bytes <c>[C, h, w]</c>, C = 1 or 3, whichever the model takes: grey is enlarged by a model of colours as three equal planes, and
    /// colours by a model of grey plane by plane.</param>
    /// <returns>Bytes <c>[C, f h, f w]</c> on the processor.</returns>
    /// <exception cref="OperationCanceledException">Between two tiles.</exception>
    public static Tensor Of(IEnlarger enlarger, Tensor levels, CancellationToken cancel, int tileSide = TileSide)
    {
        using var unwatched = no_grad();
        using var scope = NewDisposeScope();
        var (channels, height, width) = (levels.shape[0], levels.shape[1], levels.shape[2]);
        var planes = Fit(levels, enlarger.Channels);
        var large = zeros([channels, height * enlarger.Factor, width * enlarger.Factor], ScalarType.Byte);
        for (var top = 0L; top < height; top += tileSide)
        {
            for (var left = 0L; left < width; left += tileSide)
            {
                cancel.ThrowIfCancellationRequested();
                using var each = NewDisposeScope();
                var (bottom, right) = (Math.Min(top + tileSide, height), Math.Min(left + tileSide, width));
                Place(large, Made(enlarger, planes, top, left, bottom, right), channels, top * enlarger.Factor, left * enlarger.Factor);
            }
        }

        return large.MoveToOuterDisposeScope();
    }

    private static Tensor Fit(Tensor levels, int taken) => taken == levels.shape[0] ? levels.unsqueeze(0)
        : taken == 1 ? levels.unsqueeze(1)
        : levels.expand(3, -1, -1).unsqueeze(0);

    private static Tensor Made(IEnlarger enlarger, Tensor planes, long top, long left, long bottom, long right)
    {
        var (above, before) = (Math.Max(0, top - enlarger.Reach), Math.Max(0, left - enlarger.Reach));
        var around = planes
            .slice(2, above, Math.Min(planes.shape[2], bottom + enlarger.Reach), 1)
            .slice(3, before, Math.Min(planes.shape[3], right + enlarger.Reach), 1);
        var factor = enlarger.Factor;
        return enlarger.Enlarge(around)
            .slice(2, (top - above) * factor, (bottom - above) * factor, 1)
            .slice(3, (left - before) * factor, (right - before) * factor, 1);
    }

    private static void Place(Tensor large, Tensor made, long channels, long row, long column)
    {
        var planes = made.flatten(0, 1);
        var fitting = planes.shape[0] == channels ? planes : planes.mean([0], keepdim: true);
        large.slice(1, row, row + fitting.shape[1], 1).slice(2, column, column + fitting.shape[2], 1)
            .copy_(fitting.round().clamp(0, 255).to(ScalarType.Byte).cpu());
    }
}
