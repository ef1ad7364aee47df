using System.Runtime.InteropServices;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>Decodes codes drawn as <see cref="ImageVaeDraw"/> says: from the fitted prior or from N(0, I), each alone or on the way to the next.</summary>
/// <param name="owned">True where the network goes with the sampler.</param>
internal sealed class ImageVaeSampler(
    ImageVaeNetwork network, LatentPrior prior, ImageForm form, LabelBook labels, Device device, bool owned) : ISampler
{
    public ExampleForm Form => form;

    public long Bytes { get; } = network.parameters().Sum(p => p.numel()) * sizeof(float);

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        var draw = Read(order);
        var label = order.LabelIndex(labels.Names);
        using var unwatched = inference_mode();
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = network.call(Codes(order.Seed, first, label, draw).to(device));
            PictureBytes.Write(logits.sigmoid().mul_(255f), Math.Min(DrawOrder.ChunkSize, order.Count - first), output);
        }
    }

    public void Dispose()
    {
        if (owned)
        {
            network.Dispose();
        }
    }

    private static ImageVaeDraw Read(DrawOrder order)
    {
        order.AllowSettings("prior", "between");
        return SettingsSchema.Read<ImageVaeDraw>(SettingsCheck.Complete(SettingsSchema.Describe<ImageVaeDraw>(), order.Settings));
    }

    /// <summary>Codes of examples <paramref name="first"/> and on, <c>[ChunkSize, latent]</c>.</summary>
    private Tensor Codes(int seed, int first, int? label, ImageVaeDraw draw)
    {
        var rows = new float[DrawOrder.ChunkSize * network.Latent];
        var next = new float[network.Latent];
        for (var i = 0; i < DrawOrder.ChunkSize; i++)
        {
            var row = rows.AsSpan(i * network.Latent, network.Latent);
            var (stop, way) = Math.DivRem(first + i, draw.Between + 1);
            Code(seed, stop, label, draw, row);
            if (way > 0)
            {
                Code(seed, stop + 1, label, draw, next);
                CodeWalk.Go(row, next, (float)way / (draw.Between + 1));
            }
        }

        var codes = empty(DrawOrder.ChunkSize, network.Latent);
        MemoryMarshal.AsBytes(rows.AsSpan()).CopyTo(codes.bytes);
        return codes;
    }

    private void Code(int seed, int index, int? label, ImageVaeDraw draw, Span<float> code)
    {
        new SplitMix((ulong)seed, (ulong)index).Normal(code);
        if (draw.Prior == ImageVaeDraw.Fitted && !prior.IsEmpty)
        {
            prior.Draw(seed, index, label, code);
        }
    }
}
