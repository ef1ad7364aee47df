using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>
/// Decodes codes drawn from the fitted prior, or from N(0, I) where an order's settings say <c>{"prior": "normal"}</c>.
/// </summary>
/// <param name="owned">True where the network goes with the sampler.</param>
internal sealed class ImageVaeSampler(
    ImageVaeNetwork network, LatentPrior prior, ImageForm form, LabelBook labels, Device device, bool owned) : ISampler
{
    public ExampleForm Form => form;

    public long Bytes { get; } = network.parameters().Sum(p => p.numel()) * sizeof(float);

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        var fitted = IsFitted(order);
        var label = order.LabelIndex(labels.Names);
        using var unwatched = inference_mode();
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = network.call(Codes(order.Seed, first, label, fitted).to(device));
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

    private bool IsFitted(DrawOrder order)
    {
        order.AllowSettings("prior");
        var choice = order.Settings["prior"] ?? JsonValue.Create("fitted");
        return choice.GetValueKind() == JsonValueKind.String && choice.GetValue<string>() is "fitted" or "normal"
            ? choice.GetValue<string>() == "fitted" && !prior.IsEmpty
            : throw new RecipeException("recipe.notAChoice", "prior", "fitted, normal");
    }

    private Tensor Codes(int seed, int first, int? label, bool fitted)
    {
        var codes = NoiseRows.Normal(seed, first, DrawOrder.ChunkSize, network.Latent, CPU);
        if (fitted)
        {
            var rows = MemoryMarshal.Cast<byte, float>(codes.bytes);
            for (var i = 0; i < DrawOrder.ChunkSize; i++)
            {
                prior.Draw(seed, first + i, label, rows.Slice(i * network.Latent, network.Latent));
            }
        }

        return codes;
    }
}
