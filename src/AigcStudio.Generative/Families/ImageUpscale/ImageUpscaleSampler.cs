using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>
/// Enlarges what it is given. It has nothing of its own to draw: while it learns, a draw shows small pictures of its dataset, enlarged, beginning with
/// the one that the seed names.
/// </summary>
/// <param name="shown">The small pictures, bytes <c>[16, C, h, w]</c>, which stay their owner's; null for a checkpoint's, which has none.</param>
/// <param name="owned">True where the network goes with the sampler.</param>
internal sealed class ImageUpscaleSampler(ImageUpscaleNetwork network, Tensor? shown, ImageForm form, Device device, bool owned) : ISampler, IRebuilder, IEnlarger
{
    internal const int ShownCount = 16;

    public ExampleForm Form => form;

    public long Bytes { get; } = (network.parameters().Sum(p => p.numel()) * sizeof(float)) + (shown?.numel() ?? 0);

    public int Factor => network.Factor;

    public int Reach => network.Reach;

    public int Channels => form.Channels;

    /// <summary>Where the small pictures go, in nobody's dispose scope.</summary>
    internal static Tensor RoomForShown(ImageForm form, int factor, Device device)
    {
        using var outside = NewDisposeScope();
        return zeros([ShownCount, form.Channels, form.Height / factor, form.Width / factor], ScalarType.Byte, device).DetachFromDisposeScope();
    }

    /// <exception cref="RecipeException"><c>draw.enlarges</c>: opened from a checkpoint.</exception>
    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        var pictures = shown ?? throw new RecipeException("draw.enlarges");
        order.AllowSettings();
        order.LabelIndex([]);
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var places = Enumerable.Range(first, DrawOrder.ChunkSize).Select(i => (((long)order.Seed + i) % ShownCount + ShownCount) % ShownCount).ToArray();
            PictureBytes.Write(Enlarge(pictures.index_select(0, tensor(places, device: device))), Math.Min(DrawOrder.ChunkSize, order.Count - first), output);
        }
    }

    public void Rebuild(Tensor examples, Stream output)
    {
        for (var first = 0L; first < examples.shape[0]; first += DrawOrder.ChunkSize)
        {
            using var scope = NewDisposeScope();
            var some = examples.slice(0, first, Math.Min(first + DrawOrder.ChunkSize, examples.shape[0]), 1);
            PictureBytes.Write(Enlarge(PictureShrink.Of(some.to(device), Factor)), (int)some.shape[0], output);
        }
    }

    public Tensor Enlarge(Tensor levels)
    {
        using var unwatched = inference_mode();
        using var scope = NewDisposeScope();
        return network.call(levels.to(device).to(float32).div(255f)).mul(255f).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        if (owned)
        {
            network.Dispose();
        }
    }
}
