using AigcStudio.Generative.Evaluation.Sounds;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Sounds;

/// <summary>Figures of numpy 1.24.2 (<c>fft.rfft</c> of windowed slices) on the same sounds.</summary>
public sealed class SpectralTests
{
    [Fact]
    public void The_distance_at_several_scales_is_that_of_numpy()
    {
        using var scope = NewDisposeScope();
        var pairs = StftDistance.Of(stack([Chord(), Detuned()]), stack([Detuned(), Chord()]));

        Assert.Equal(0.37798106290994676, pairs[0].Convergence, 1e-9);
        Assert.Equal(0.25445888407679773, pairs[0].LogMagnitude, 1e-9);
        Assert.Equal(0.3964579838933056, pairs[1].Convergence, 1e-9);
        Assert.Equal(pairs[1].Convergence + pairs[1].LogMagnitude, pairs[1].Total, 1e-12);
    }

    [Fact]
    public void Windows_that_do_not_fit_are_left_out()
    {
        using var scope = NewDisposeScope();
        var pair = Assert.Single(StftDistance.Of(Chord().unsqueeze(0).narrow(1, 0, 300), Detuned().unsqueeze(0).narrow(1, 0, 300)));

        Assert.Equal(0.22748131997310064, pair.Convergence, 1e-9);
        Assert.Equal(0.3286400168986276, pair.LogMagnitude, 1e-9);
    }

    [Fact]
    public void A_sound_is_no_distance_from_itself_and_silence_is_all_of_it()
    {
        using var scope = NewDisposeScope();
        var sound = Chord().unsqueeze(0);

        Assert.Equal(new StftDistance(0, 0), Assert.Single(StftDistance.Of(sound, sound)));
        Assert.Equal(1, Assert.Single(StftDistance.Of(sound, zeros_like(sound))).Convergence, 1e-3);
        Assert.True(double.IsFinite(Assert.Single(StftDistance.Of(zeros_like(sound), sound)).Total));
    }

    /// <summary>Single precision in the spectrum: a thousandth of a decibel.</summary>
    [Fact]
    public void The_log_spectral_distance_is_that_of_numpy()
    {
        using var scope = NewDisposeScope();
        var faded = Detuned() * arange(3000, ScalarType.Float64) / 3000;
        var pairs = LogSpectralDistance.Of(stack([Chord(), Chord(), Chord()]), stack([Detuned(), faded, Chord()]), 16_000);

        Assert.Equal(5.479334487366361, pairs[0], 1e-3);
        Assert.Equal(7.482886494207088, pairs[1], 1e-3);
        Assert.Equal(0, pairs[2]);
    }

    [Fact]
    public void What_is_no_pair_or_too_short_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => StftDistance.Of(zeros(1, 100), zeros(1, 200)));
        Assert.Throws<ArgumentException>(() => StftDistance.Of(zeros(1, 63), zeros(1, 63)));
        Assert.Throws<ArgumentException>(() => LogSpectralDistance.Of(zeros(1, 256), zeros(1, 256), 16_000));
        Assert.Throws<ArgumentException>(() => LogSpectralDistance.OfFrames(zeros(1, 5, 64), zeros(1, 6, 64)));
    }

    private static Tensor Chord() => Made(i => (0.5 * Math.Sin(0.05 * i)) + (0.2 * Math.Sin((0.31 * i) + 1)));

    private static Tensor Detuned() => Made(i => (0.45 * Math.Sin(0.05 * i)) + (0.25 * Math.Sin(0.33 * i)));

    private static Tensor Made(Func<int, double> sample) => tensor(Enumerable.Range(0, 3000).Select(sample).ToArray());
}
