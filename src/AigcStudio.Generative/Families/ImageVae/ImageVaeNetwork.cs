using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>
/// Encoder: 3x3 convolutions at stride 2 (w, 2w, ...), a dense layer, mean and log variance. Decoder: its mirror, to logits.
/// The forward pass is the decoder's: codes <c>[N, latent]</c> to logits <c>[N, C, H, W]</c>.
/// </summary>
internal sealed class ImageVaeNetwork : Module<Tensor, Tensor>
{
    private const int MostDoublings = 2;

    private readonly PictureLadder _ladder;
    private readonly int _footChannels;
    private readonly ModuleList<Conv2d> _fall = [];
    private readonly Linear _narrow;
    private readonly Linear _code;
    private readonly Linear _widen;
    private readonly Linear _foot;
    private readonly ModuleList<ConvTranspose2d> _rise = [];
    private readonly ConvTranspose2d _picture;

    internal ImageVaeNetwork(ImageVaeSettings settings, ImageForm form, Device device)
        : base("vae")
    {
        _ladder = PictureLadder.Of(form);
        Latent = settings.Latent;
        int[] channels = [form.Channels, .. Enumerable.Range(0, _ladder.Doublings).Select(i => settings.Width << Math.Min(i, MostDoublings))];
        _footChannels = channels[^1];
        var foot = _footChannels * _ladder.Foot * _ladder.Foot;
        for (var i = 1; i < channels.Length; i++)
        {
            _fall.Add(Conv2d(channels[i - 1], channels[i], 3, stride: 2, padding: 1));
        }

        _narrow = Linear(foot, settings.Hidden);
        _code = Linear(settings.Hidden, 2 * settings.Latent);
        _widen = Linear(settings.Latent, settings.Hidden);
        _foot = Linear(settings.Hidden, foot);
        for (var i = channels.Length - 1; i > 0; i--)
        {
            _rise.Add(ConvTranspose2d(channels[i], i > 1 ? channels[i - 1] : settings.Width, 3, stride: 2, padding: 1, output_padding: 1));
        }

        _picture = ConvTranspose2d(settings.Width, form.Channels, 3, padding: 1);
        RegisterComponents();
        this.to(device);
    }

    internal int Latent { get; }

    /// <summary>Pictures in [0, 1] to the means and log variances of their codes, each <c>[N, latent]</c>.</summary>
    internal (Tensor Mean, Tensor LogVariance) Encode(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var x = pictures;
        foreach (var conv in _fall)
        {
            x = functional.relu(conv.call(x), inplace: true);                                        // [N, w, 14, 14], [N, 2w, 7, 7], ...
        }

        var (mean, logVariance) = LatentCode.Of(_code.call(functional.relu(_narrow.call(x.flatten(1)))));
        return (mean.MoveToOuterDisposeScope(), logVariance.MoveToOuterDisposeScope());
    }

    public override Tensor forward(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var x = functional.relu(_foot.call(functional.relu(_widen.call(codes)))).view(-1, _footChannels, _ladder.Foot, _ladder.Foot);
        foreach (var conv in _rise)
        {
            x = functional.relu(conv.call(x), inplace: true);                                        // [N, w, 14, 14], [N, w, 28, 28], ...
        }

        return _picture.call(x).MoveToOuterDisposeScope();
    }
}
