using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Latent;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>
/// What both modes share: the encoder, a bidirectional LSTM over the log-mel frames whose two last states give mean and log variance.
/// The forward pass is what each decoder makes of codes <c>[N, latent]</c> before anything is drawn.
/// </summary>
internal abstract class AudioVaeNetwork : Module<Tensor, Tensor>
{
    private readonly LSTM _listen;
    private readonly Linear _code;

    protected AudioVaeNetwork(AudioVaeSettings settings)
        : base("vae")
    {
        Latent = settings.Latent;
        _listen = LSTM(LogMel.Bands, settings.Hidden / 2, batchFirst: true, bidirectional: true);
        _code = Linear(settings.Hidden / 2 * 2, 2 * settings.Latent);
        register_module("_listen", _listen);
        register_module("_code", _code);
    }

    internal int Latent { get; }

    /// <summary>Numbers that the likeness is a sum over, in one sound.</summary>
    internal abstract int Values { get; }

    internal static AudioVaeNetwork Of(AudioVaeSettings settings, Core.Datasets.AudioForm form, Device device)
    {
        AudioVaeNetwork network = settings.Mode == AudioVaeSettings.Frames ? new FrameNetwork(settings, form) : new SampleNetwork(settings, form);
        network.to(device);
        return network;
    }

    /// <summary>Frames <c>[N, T, 64]</c> to the means and log variances of their codes, each <c>[N, latent]</c>.</summary>
    internal (Tensor Mean, Tensor LogVariance) Encode(Tensor frames)
    {
        using var scope = NewDisposeScope();
        var (_, last, _) = _listen.call(frames, null);                                         // [2, N, hidden / 2]
        var (mean, logVariance) = LatentCode.Of(_code.call(cat([last[0], last[1]], 1)));
        return (mean.MoveToOuterDisposeScope(), logVariance.MoveToOuterDisposeScope());
    }

    /// <summary>-log p(sound | code), nats per sound, averaged over the batch.</summary>
    /// <param name="frames"><c>[N, T, 64]</c>.</param>
    /// <param name="sounds"><c>[N, S]</c>.</param>
    internal abstract Tensor Likeness(Tensor codes, Tensor frames, Tensor sounds, Generator random);

    /// <summary>Sounds <c>[N, S]</c> for codes; each follows from its code and its chances.</summary>
    internal abstract Tensor Draw(Tensor codes, LogMel mel, IReadOnlyList<Chance> chances, CancellationToken cancel);

    /// <summary>Sounds <c>[N, S]</c> whose loudness over time is that of <see cref="Draw"/>, where that is to be had sooner.</summary>
    internal virtual Tensor Preview(Tensor codes, LogMel mel, IReadOnlyList<Chance> chances, CancellationToken cancel) => Draw(codes, mel, chances, cancel);
}
