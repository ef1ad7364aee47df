using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>Draws from a generator in evaluation mode.</summary>
/// <param name="owned">True where the generator goes with the sampler.</param>
internal sealed class ImageGanSampler(
    ImageGanGenerator generator, ImageGanSettings settings, ImageForm form, LabelBook labels, Device device, bool owned) : ISampler
{
    public ExampleForm Form => form;

    public long Bytes { get; } = generator.parameters().Sum(p => p.numel()) * sizeof(float);

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        order.AllowSettings();
        var label = order.LabelIndex(settings.Conditional ? labels.Names : []);
        using var unwatched = inference_mode();
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var noise = NoiseRows.Normal(order.Seed, first, DrawOrder.ChunkSize, settings.Latent, device);
            var pictures = generator.call(noise, LabelsOf(order.Seed, first, label)).add_(1).mul_(127.5f);
            PictureBytes.Write(pictures, Math.Min(DrawOrder.ChunkSize, order.Count - first), output);
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
