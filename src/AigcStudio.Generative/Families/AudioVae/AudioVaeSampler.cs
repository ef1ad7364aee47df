using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Latent;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>
/// Decodes codes drawn from the fitted prior, or from N(0, I) where an order's settings say <c>{"prior": "normal"}</c>, and finds
/// sounds for the frames.
/// </summary>
/// <param name="owned">True where the network goes with the sampler.</param>
internal sealed class AudioVaeSampler(
    AudioVaeNetwork network, LatentPrior prior, AudioForm form, LabelBook labels, Device device, bool owned) : ISampler
{
    private readonly LogMel _mel = new(form.SampleRateHz, device);

    public ExampleForm Form => form;

    public long Bytes { get; } = network.parameters().Sum(p => p.numel()) * sizeof(float);

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        order.AllowSettings("prior");
        var fitted = prior.IsWanted(order);
        var label = order.LabelIndex(labels.Names);
        using var unwatched = inference_mode();
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var frames = network.call(prior.Codes(order.Seed, first, label, network.Latent, fitted).to(device));
            var sounds = GriffinLim.Sound(_mel, _mel.Amplitudes(frames), form.Samples, order.Seed, first);
            SoundBytes.Write(Held(sounds), Math.Min(DrawOrder.ChunkSize, order.Count - first), output);
        }
    }

    public void Dispose()
    {
        _mel.Dispose();
        if (owned)
        {
            network.Dispose();
        }
    }

    // A phase found by chance may pile up a peak: such a sound is made softer as a whole rather than clipped.
    private static Tensor Held(Tensor sounds) => sounds / sounds.abs().amax([1], keepdim: true).clamp(min: 1);
}
