using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Evaluation.Rulers;

/// <summary>
/// A small classifier whose last layer but one is what is compared: four convolutions of stride 2 and a mean over what is left (pictures, sounds),
/// or one layer over counts (texts).
/// </summary>
internal sealed class RulerNetwork : Module<Tensor, Tensor>
{
    /// <summary>Numbers of a feature: few enough for a covariance from a few hundred items.</summary>
    internal const int Width = 64;

    private const int FirstChannels = 32;
    private const int MostChannels = 128;
    private const int Convolutions = 4;

    private readonly ModuleList<Conv2d> _fall = [];
    private readonly Linear _feature;
    private readonly Linear _answer;
    private readonly Tensor _scale;

    /// <param name="planes">Of the input <c>[N, C, H, W]</c>; 0 for counts.</param>
    /// <param name="classes">At least 1.</param>
    internal RulerNetwork(int planes, int classes)
        : base("ruler")
    {
        var channels = planes;
        for (var i = 0; i < (planes == 0 ? 0 : Convolutions); i++)
        {
            var next = Math.Min(MostChannels, FirstChannels << i);
            _fall.Add(Conv2d(channels, next, 3, stride: 2, padding: 1));
            channels = next;
        }

        _feature = Linear(planes == 0 ? RulerInputs.Places : channels, Width);
        _answer = Linear(Width, classes);
        _scale = ones(1).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Fixes the scale of the features: a mean variance of 1 over these. What networks make has none of its own.</summary>
    internal void FitScale(IReadOnlyList<Tensor> features)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        _scale.copy_(cat([.. features], 0).var(0, unbiased: false).mean().clamp(min: 1e-12).rsqrt());
    }

    /// <summary><c>[N, 64]</c> with a mean variance of 1 over real items.</summary>
    internal Tensor Features(Tensor inputs)
    {
        using var scope = NewDisposeScope();
        return (Seen(inputs) * _scale).MoveToOuterDisposeScope();
    }

    /// <summary>Logits <c>[N, classes]</c>.</summary>
    public override Tensor forward(Tensor inputs) => _answer.call(functional.leaky_relu(Seen(inputs), 0.1));

    private Tensor Seen(Tensor inputs)
    {
        using var scope = NewDisposeScope();
        var x = inputs;
        foreach (var layer in _fall)
        {
            x = functional.leaky_relu(layer.call(x), 0.1, inplace: true);
        }

        return _feature.call(_fall.Count == 0 ? x : x.mean([2, 3])).MoveToOuterDisposeScope();
    }
}
