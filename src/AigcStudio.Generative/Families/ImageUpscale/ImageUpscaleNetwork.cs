using AigcStudio.Generative.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>
/// Small pictures <c>[N, C, h, w]</c> in [0, 1] to large ones <c>[N, C, f h, f w]</c>: bicubic enlargement plus what the network adds. All its
/// layers work at the small size; the last gives the f x f pixels of each place (Shi et al. 2016, eq. 4). Its last layer begins at zero, so that it
/// begins as bicubic enlargement.
/// </summary>
internal sealed class ImageUpscaleNetwork : Module<Tensor, Tensor>
{
    // The second layer of a block begins small: a sum of five full ones would shout at first.
    private const double FirstShare = 0.1;

    private readonly Conv2d _open;
    private readonly ModuleList<Conv2d> _first = [];
    private readonly ModuleList<Conv2d> _second = [];
    private readonly Conv2d _close;

    internal ImageUpscaleNetwork(ImageUpscaleSettings settings, int channels, Device device)
        : base("upscale")
    {
        Factor = settings.Times;
        _open = Layer(channels, settings.Width);
        for (var i = 0; i < settings.Blocks; i++)
        {
            _first.Add(Layer(settings.Width, settings.Width));
            _second.Add(Layer(settings.Width, settings.Width));
        }

        _close = Layer(settings.Width, channels * Factor * Factor);
        RegisterComponents();
        this.to(device);
    }

    internal int Factor { get; }

    /// <summary>Small pixels on each side that an enlarged pixel depends on: one for each 3x3 layer, and no less than bicubic's two.</summary>
    internal int Reach => (2 * _first.Count) + 2;

    /// <summary>Fresh weights.</summary>
    internal void Begin(Generator random)
    {
        FirstWeights.Fill(this, "glorot", random);
        using var unwatched = no_grad();
        foreach (var layer in _second)
        {
            layer.weight.mul_(FirstShare);
        }

        _close.weight.zero_();
    }

    /// <summary>What a model must beat: bicubic enlargement (Keys 1981, a = -1/2).</summary>
    internal static Tensor Bicubic(Tensor small, int factor) => functional.interpolate(
        small, [small.shape[2] * factor, small.shape[3] * factor], mode: InterpolationMode.Bicubic, align_corners: false, antialias: true);

    public override Tensor forward(Tensor small)
    {
        using var scope = NewDisposeScope();
        var x = _open.call(small);                                                                      // [N, w, h, w]
        for (var i = 0; i < _first.Count; i++)
        {
            x = x + _second[i].call(functional.relu(_first[i].call(x), inplace: true));
        }

        // No rectifier here: where it fell to zero everywhere, nothing would ever be learned again.
        var added = functional.pixel_shuffle(_close.call(x), Factor);                               // [N, C, f h, f w]
        return (Bicubic(small, Factor) + added).MoveToOuterDisposeScope();
    }

    private static Conv2d Layer(int from, int to) => Conv2d(from, to, 3, padding: 1);
}
