using static TorchSharp.torch;

namespace AigcStudio.Generative.Datasets;

/// <summary>
/// Sounds as pictures of time and pitch: power in 64 mel bands every 8 ms.
/// <para>
/// X = STFT of 512 samples, hop 128, periodic Hann, centred with reflection; P = |X|² / (sum of the window / 2)², so that a sine of
/// full scale has power 1; M = F P with 64 triangles F, even in mel = 2595 log10(1 + f / 700) (O'Shaughnessy 1987) from 0 Hz to half
/// the rate, each summing to 1; the value is (10 log10(M + 1e-7) + 50) / 15: -70 dB is -1.33, -20 dB is 2.
/// </para>
/// </summary>
public sealed class LogMel : IDisposable
{
    public const int Bands = 64;
    public const int Hop = 128;
    internal const int Window = 512;

    /// <summary>Decibels in one unit of a value.</summary>
    public const double DecibelsPerUnit = 15;

    private const double FloorPower = 1e-7;
    private const double MiddleDecibels = -50;
    private const int InversionRounds = 50;

    private readonly Tensor _window;
    private readonly Tensor _filters;
    private readonly Tensor _overlap;
    private readonly double _scale;

    public LogMel(int rateHz, Device device)
    {
        _window = hann_window(Window).to(device).DetachFromDisposeScope();
        _filters = Filters(rateHz).to(device).DetachFromDisposeScope();                      // [bins, bands]
        _overlap = _filters.matmul(_filters.t()).DetachFromDisposeScope();                    // [bins, bins]
        _scale = Math.Pow(Window / 4.0, -2);
    }

    /// <summary>Frames of a sound of so many samples: one for each whole hop.</summary>
    public static int Frames(int samples) => samples / Hop;

    /// <summary>Sounds <c>[N, S]</c> to values <c>[N, S / 128, 64]</c>.</summary>
    public Tensor Of(Tensor sounds)
    {
        using var scope = NewDisposeScope();
        var power = Spectrum(sounds).abs().square().mul_(_scale);                              // [N, bins, T + 1]
        var bands = power.slice(2, 0, Frames((int)sounds.shape[1]), 1).transpose(1, 2).matmul(_filters);
        return bands.add_(FloorPower).log10_().mul_(10).sub_(MiddleDecibels).div_(DecibelsPerUnit).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Values <c>[N, T, 64]</c> to amplitudes <c>[N, bins, T + 1]</c> of an STFT that has them, as nearly as bins that are never
    /// negative can: least squares by multiplicative updates (Lee, Seung 2000, theorem 1). The last frame stands twice.
    /// </summary>
    /// <param name="rounds">Of updates, 0 and more.</param>
    public Tensor Amplitudes(Tensor values, int rounds = InversionRounds)
    {
        using var scope = NewDisposeScope();
        var bands = pow(10, values.mul(DecibelsPerUnit).add_(MiddleDecibels).div_(10)).sub_(FloorPower).clamp_(min: 0);
        var wanted = bands.matmul(_filters.t());                                               // [N, T, bins]
        var power = wanted.clone().add_(1e-12);
        for (var round = 0; round < rounds; round++)
        {
            power.mul_(wanted / power.matmul(_overlap).add_(1e-12));
        }

        var amplitudes = power.div_(_scale).sqrt_().transpose(1, 2);
        return cat([amplitudes, amplitudes.slice(2, -1, amplitudes.shape[2], 1)], 2).MoveToOuterDisposeScope();
    }

    /// <summary>Sounds <c>[N, S]</c> to complex <c>[N, 257, S / 128 + 1]</c>.</summary>
    internal Tensor Spectrum(Tensor sounds) => stft(sounds, Window, Hop, Window, _window, return_complex: true);

    /// <summary>The other way, to <c>[N, samples]</c>.</summary>
    internal Tensor Sound(Tensor spectrum, int samples) => istft(spectrum, Window, Hop, Window, _window, length: samples);

    public void Dispose()
    {
        _window.Dispose();
        _filters.Dispose();
        _overlap.Dispose();
    }

    private static Tensor Filters(int rateHz)
    {
        const int Bins = (Window / 2) + 1;
        var top = 2595 * Math.Log10(1 + (rateHz / 1400.0));
        var edges = Enumerable.Range(0, Bands + 2).Select(i => 700 * (Math.Pow(10, top * i / (Bands + 1) / 2595) - 1)).ToArray();
        var filters = new float[Bins, Bands];
        for (var band = 0; band < Bands; band++)
        {
            var weights = Enumerable.Range(0, Bins)
                .Select(bin => (double)bin * rateHz / Window)
                .Select(f => Math.Max(0, Math.Min((f - edges[band]) / (edges[band + 1] - edges[band]), (edges[band + 2] - f) / (edges[band + 2] - edges[band + 1]))))
                .ToArray();
            for (var bin = 0; bin < Bins; bin++)
            {
                filters[bin, band] = (float)(weights[bin] / weights.Sum());
            }
        }

        return tensor(filters);
    }
}
