using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>Draws from a generator in evaluation mode.</summary>
/// <param name="owned">True where the generator goes with the sampler.</param>
internal sealed class ImageGanSampler(
    ImageGanGenerator generator, ImageGanSettings settings, ImageForm form, LabelBook labels, Device device, bool owned) : ICodeSampler, IPreviewer
{
    private CodeSpace? _space;

    public ExampleForm Form => form;

    public long Bytes { get; } = generator.parameters().Sum(p => p.numel()) * sizeof(float);

    public CodeSpace Space => _space ??= ImageGanSpace.Of(generator, settings.Latent, labels);

    public Tensor Codes(int seed, int first, int? label)
    {
        using var scope = NewDisposeScope();
        var noise = NoiseRows.Normal(seed, first, DrawOrder.ChunkSize, settings.Latent, device);
        return generator.Code(noise, LabelsOf(seed, first, label)).cpu().MoveToOuterDisposeScope();
    }

    public void Decode(Tensor codes, IReadOnlyList<Chance> chances, int needed, Stream output, CancellationToken cancel)
    {
        using var unwatched = inference_mode();
        PictureBytes.Write(generator.Paint(codes.to(device)).add_(1).mul_(127.5f), needed, output);
    }

    public void Preview(Tensor codes, IReadOnlyList<Chance> chances, Stream output, CancellationToken cancel) =>
        Decode(codes, chances, chances.Count, output, cancel);

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        order.AllowSettings();
        var label = order.LabelIndex(settings.Conditional ? labels.Names : []);
        using var unwatched = inference_mode();
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var chances = Chance.Row(order.Seed, first, DrawOrder.ChunkSize);
            Decode(Codes(order.Seed, first, label), chances, Math.Min(DrawOrder.ChunkSize, order.Count - first), output, cancel);
        }
    }

    public void Dispose()
    {
        if (owned)
        {
            generator.Dispose();
        }
    }

    private Tensor LabelsOf(int seed, int first, int? label) =>
        tensor(Enumerable.Range(first, DrawOrder.ChunkSize).Select(i => (long)(label ?? labels.At(NoiseRows.Choice(seed, i, 0)))).ToArray()).to(device);
}
