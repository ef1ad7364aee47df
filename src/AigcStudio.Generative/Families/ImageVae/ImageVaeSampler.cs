using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Latent;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>
/// Decodes codes drawn from the fitted prior or from N(0, I), each alone or on the way to the next, as <see cref="ImageVaeDraw"/> says.
/// </summary>
/// <param name="owned">True where the network goes with the sampler.</param>
internal sealed class ImageVaeSampler(
    ImageVaeNetwork network, LatentPrior prior, ImageForm form, LabelBook labels, Device device, bool owned) : ICodeSampler, IPreviewer, IRebuilder, ILikelihood
{
    private CodeSpace? _space;

    public ExampleForm Form => form;

    public long Bytes { get; } = network.parameters().Sum(p => p.numel()) * sizeof(float);

    public CodeSpace Space => _space ??= PriorSpace.Of(prior, labels.Names, network.Latent, sphere: network.Latent);

    public Tensor Codes(int seed, int first, int? label) => prior.Codes(seed, first, label, network.Latent, fitted: !prior.IsEmpty);

    public void Decode(Tensor codes, IReadOnlyList<Chance> chances, int needed, Stream output, CancellationToken cancel)
    {
        using var unwatched = inference_mode();
        PictureBytes.Write(network.call(codes.to(device)).sigmoid().mul_(255f), needed, output);
    }

    public void Preview(Tensor codes, IReadOnlyList<Chance> chances, Stream output, CancellationToken cancel) =>
        Decode(codes, chances, chances.Count, output, cancel);

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        var between = order.As<ImageVaeDraw>().Between;
        var fitted = prior.IsWanted(order);
        var label = order.LabelIndex(labels.Names);
        using var unwatched = inference_mode();
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var codes = prior.Codes(order.Seed, first / (between + 1), label, network.Latent, fitted);
            codes = between == 0 ? codes : CodeWalk.Along(codes, first, between);
            Decode(codes, Chance.Row(order.Seed, first, DrawOrder.ChunkSize), Math.Min(DrawOrder.ChunkSize, order.Count - first), output, cancel);
        }
    }

    public void Rebuild(Tensor examples, Stream output)
    {
        var (mean, _) = network.Encode(PictureBytes.ToUnit(examples));
        PictureBytes.Write(network.call(mean).sigmoid().mul_(255f), (int)examples.shape[0], output);
    }

    public (Tensor Mean, Tensor LogVariance) Encode(Tensor examples)
    {
        using var scope = NewDisposeScope();
        var (mean, logVariance) = network.Encode(PictureBytes.ToUnit(examples.to(device)));
        return (mean.cpu().MoveToOuterDisposeScope(), logVariance.cpu().MoveToOuterDisposeScope());
    }

    public Tensor LogLikelihood(Tensor examples, Tensor codes)
    {
        using var scope = NewDisposeScope();
        var pictures = PictureBytes.ToUnit(examples.to(device));
        var costs = nn.functional.binary_cross_entropy_with_logits(network.call(codes.to(device)), pictures, reduction: nn.Reduction.None);
        return costs.flatten(1).sum(1).neg().cpu().MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        if (owned)
        {
            network.Dispose();
        }
    }
}
