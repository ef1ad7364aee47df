using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>
/// Noise <c>[N, latent]</c> and label numbers <c>[N]</c> to pictures <c>[N, C, H, W]</c> in [-1, 1]: dense to the smallest map, a transposed
/// 5x5 convolution at stride 1, then one at stride 2 for each doubling; batch norm and LeakyReLU 0.3 between, tanh at the end.
/// </summary>
internal sealed class ImageGanGenerator : Module<Tensor, Tensor, Tensor>
{
    // Wide enough for ten to a hundred labels, narrow beside 100 numbers of noise.
    private const int LabelWidth = 16;

    private readonly PictureLadder _ladder;
    private readonly int _footChannels;
    private readonly Embedding? _labels;
    private readonly Linear _dense;
    private readonly BatchNorm1d _denseNorm;
    private readonly ModuleList<ConvTranspose2d> _rise = [];
    private readonly ModuleList<BatchNorm2d> _norms = [];

    /// <param name="labels">Number of labels to condition on; 0 for none.</param>
    internal ImageGanGenerator(ImageGanSettings settings, ImageForm form, int labels, Device device)
        : base("generator")
    {
        _ladder = PictureLadder.Of(form);
        var channels = ImageGanWidths.Rising(settings.Width, _ladder, form.Channels);
        _footChannels = channels[0];
        var foot = _footChannels * _ladder.Foot * _ladder.Foot;
        _labels = labels > 0 ? Embedding(labels + 1, LabelWidth) : null;
        _dense = Linear(settings.Latent + (labels > 0 ? LabelWidth : 0), foot, hasBias: false);
        _denseNorm = BatchNorm1d(foot);
        for (var i = 1; i < channels.Count; i++)
        {
            _rise.Add(ConvTranspose2d(channels[i - 1], channels[i], 5, stride: i == 1 ? 1 : 2, padding: i == 1 ? 2 : 1, bias: false));
            if (i < channels.Count - 1)
            {
                _norms.Add(BatchNorm2d(channels[i]));
            }
        }

        RegisterComponents();
        this.to(device);
    }

    /// <summary>What each label puts beside the noise, <c>[labels, width]</c>; null where there are none.</summary>
    internal Tensor? LabelCodes => _labels?.weight;

    /// <summary>
    /// Weights of the dense layer with its norm in evaluation mode, <c>[outputs, D]</c>: how far each number of a code moves each output.
    /// </summary>
    internal Tensor DenseResponse()
    {
        using var scope = NewDisposeScope();
        var scale = _denseNorm.weight! / (_denseNorm.running_var! + _denseNorm.eps).sqrt();
        return (_dense.weight! * scale.unsqueeze(1)).MoveToOuterDisposeScope();
    }

    /// <summary>Noise <c>[N, latent]</c> and label numbers <c>[N]</c> to codes <c>[N, D]</c>: the noise, and beside it what the label puts there.</summary>
    internal Tensor Code(Tensor noise, Tensor labels) => _labels is null ? noise : cat([noise, _labels.call(labels)], 1);

    public override Tensor forward(Tensor noise, Tensor labels)
    {
        using var scope = NewDisposeScope();
        return Paint(Code(noise, labels)).MoveToOuterDisposeScope();
    }

    /// <summary>Codes <c>[N, D]</c> to pictures <c>[N, C, H, W]</c> in [-1, 1].</summary>
    internal Tensor Paint(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var x = functional.leaky_relu(_denseNorm.call(_dense.call(codes)), 0.3, inplace: true)
            .view(-1, _footChannels, _ladder.Foot, _ladder.Foot);                                    // [N, 4w, 7, 7]
        for (var i = 0; i < _rise.Count; i++)
        {
            x = i == 0 ? _rise[i].call(x) : CropToSame(_rise[i].call(x));                            // [N, 2w, 7, 7], [N, w, 14, 14], ...
            x = i < _norms.Count ? functional.leaky_relu(_norms[i].call(x), 0.3, inplace: true) : x.tanh();
        }

        return x.MoveToOuterDisposeScope();
    }

    // Keras "same" at stride 2, kernel 5 crops 1 before and 2 after; padding 1 crops 1 on both sides, this the last one.
    private static Tensor CropToSame(Tensor x) => x[.., .., ..^1, ..^1];
}
