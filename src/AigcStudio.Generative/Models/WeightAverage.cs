using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// Keeps a second network at the exponential moving average of a first, weights and batch-norm buffers alike; the second is what
/// is drawn from. It starts with a short memory, min(decay, (1 + n) / (10 + n)), so that first weights fade at once.
/// </summary>
public sealed class WeightAverage
{
    private readonly double _decay;
    private readonly Tensor[] _targets;
    private readonly Tensor[] _sources;
    private readonly (Tensor Target, Tensor Source)[] _counters;

    /// <summary>Copies <paramref name="live"/> into <paramref name="average"/>, which must be of the same build.</summary>
    public WeightAverage(nn.Module live, nn.Module average, double decay)
    {
        _decay = decay;
        var pairs = NamedTensor.Of("", average).Zip(NamedTensor.Of("", live), (a, l) => (Target: a.Tensor, Source: l.Tensor)).ToList();
        var real = pairs.Where(p => p.Target.is_floating_point()).ToList();
        _targets = [.. real.Select(p => p.Target)];
        _sources = [.. real.Select(p => p.Source)];
        _counters = [.. pairs.Where(p => !p.Target.is_floating_point())];
        using var unwatched = no_grad();
        pairs.ForEach(p => p.Target.copy_(p.Source));
        average.eval();
    }

    /// <param name="step">1, 2, 3 ...</param>
    public void Update(int step)
    {
        using var unwatched = no_grad();
        var decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        TorchKernels.Lerp(_targets, _sources, 1 - decay);
        foreach (var (target, source) in _counters)
        {
            target.copy_(source);
        }
    }
}
