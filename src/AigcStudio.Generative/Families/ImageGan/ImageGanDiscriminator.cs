using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>
/// Pictures <c>[N, C, H, W]</c> in [-1, 1] and label numbers <c>[N]</c> to logits <c>[N]</c>, real above 0: 5x5 convolutions at stride 2 with
/// LeakyReLU 0.3 and dropout, then one dense number. A label comes in as a further plane of the picture.
/// </summary>
internal sealed class ImageGanDiscriminator : Module<Tensor, Tensor, Tensor>
{
    private readonly ImageForm _form;
    private readonly double _dropout;
    private readonly Generator _random;
    private readonly Embedding? _labels;
    private readonly ModuleList<Conv2d> _fall = [];
    private readonly Linear _dense;

    /// <param name="labels">Number of labels to condition on; 0 for none.</param>
    /// <param name="random">Where dropout takes its masks from: the learner's own, so that a checkpoint can hold its state.</param>
    internal ImageGanDiscriminator(ImageGanSettings settings, ImageForm form, int labels, Generator random, Device device)
        : base("discriminator")
    {
        (_form, _dropout, _random) = (form, settings.Dropout, random);
        var ladder = PictureLadder.Of(form);
        var channels = ImageGanWidths.Falling(settings.Width, ladder, form.Channels + (labels > 0 ? 1 : 0));
        _labels = labels > 0 ? Embedding(labels + 1, form.Height * form.Width) : null;
        for (var i = 1; i < channels.Count; i++)
        {
            _fall.Add(Conv2d(channels[i - 1], channels[i], 5, stride: 2));
        }

        _dense = Linear(channels[^1] * ladder.Foot * ladder.Foot, 1);
        RegisterComponents();
        this.to(device);
    }

    public override Tensor forward(Tensor pictures, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var x = _labels is null ? pictures : cat([pictures, _labels.call(labels).view(-1, 1, _form.Height, _form.Width)], 1);
        foreach (var conv in _fall)
        {
            // Keras "same" at stride 2, kernel 5 pads 1 before and 2 after.
            x = conv.call(functional.pad(x, [1, 2, 1, 2]));                                          // [N, w, 14, 14], [N, 2w, 7, 7], ...
            x = Drop(functional.leaky_relu(x, 0.3, inplace: true));
        }

        return _dense.call(x.flatten(1)).squeeze(1).MoveToOuterDisposeScope();
    }

    private Tensor Drop(Tensor x) =>
        _dropout > 0 && training ? x * empty_like(x).bernoulli_(1 - _dropout, _random.On(x.device)).div_(1 - _dropout) : x;
}
