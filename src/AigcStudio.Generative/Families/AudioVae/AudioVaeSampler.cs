using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Latent;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>
/// Decodes codes drawn from the fitted prior, or from N(0, I) where an order's settings say <c>{"prior": "normal"}</c>, and makes
/// sounds of them as its mode does.
/// </summary>
/// <param name="owned">True where the network goes with the sampler.</param>
internal sealed class AudioVaeSampler(
    AudioVaeNetwork network, LatentPrior prior, AudioForm form, LabelBook labels, Device device, bool owned) : ICodeSampler, IPreviewer, IRebuilder, IEncoder
{
    private readonly LogMel _mel = new(form.SampleRateHz, device);
    private CodeSpace? _space;

    public ExampleForm Form => form;

    public long Bytes { get; } = network.parameters().Sum(p => p.numel()) * sizeof(float);

    public CodeSpace Space => _space ??= PriorSpace.Of(prior, labels.Names, network.Latent, sphere: network.Latent);

    public Tensor Codes(int seed, int first, int? label) => prior.Codes(seed, first, label, network.Latent, fitted: !prior.IsEmpty);

    public void Decode(Tensor codes, IReadOnlyList<Chance> chances, int needed, Stream output, CancellationToken cancel)
    {
        using var unwatched = inference_mode();
        SoundBytes.Write(network.Draw(codes.to(device), _mel, chances, cancel), needed, output);
    }

    /// <summary>What the sounds look like, with few rounds for their phases; to be heard they are decoded.</summary>
    public void Preview(Tensor codes, IReadOnlyList<Chance> chances, Stream output, CancellationToken cancel)
    {
        using var unwatched = inference_mode();
        SoundBytes.Write(network.Preview(codes.to(device), _mel, chances, cancel), chances.Count, output);
    }

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        order.As<AudioVaeDraw>();
        var fitted = prior.IsWanted(order);
        var label = order.LabelIndex(labels.Names);
        using var unwatched = inference_mode();
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var codes = prior.Codes(order.Seed, first, label, network.Latent, fitted);
            Decode(codes, Chance.Row(order.Seed, first, DrawOrder.ChunkSize), Math.Min(DrawOrder.ChunkSize, order.Count - first), output, cancel);
        }
    }

    public void Rebuild(Tensor examples, Stream output)
    {
        using var scope = NewDisposeScope();
        var (mean, _) = network.Encode(_mel.Of(SoundBytes.ToUnit(examples)));
        SoundBytes.Write(network.Draw(mean, _mel, Chance.Row(0, 0, (int)examples.shape[0]), CancellationToken.None), (int)examples.shape[0], output);
    }

    public (Tensor Mean, Tensor LogVariance) Encode(Tensor examples)
    {
        using var scope = NewDisposeScope();
        var (mean, logVariance) = network.Encode(_mel.Of(SoundBytes.ToUnit(examples.to(device))));
        return (mean.cpu().MoveToOuterDisposeScope(), logVariance.cpu().MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        _mel.Dispose();
        if (owned)
        {
            network.Dispose();
        }
    }
}
