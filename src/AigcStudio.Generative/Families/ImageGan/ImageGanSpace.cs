using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Latent;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>
/// A GAN has no encoder; its directions are read off its first layer (<see cref="Directions.OfWeights"/>). A code is what that layer eats: N(0, I),
/// and beside it the label's own numbers, between which one can walk as well.
/// </summary>
internal static class ImageGanSpace
{
    internal static CodeSpace Of(ImageGanGenerator generator, int latent, LabelBook labels)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var response = generator.DenseResponse();
        var length = (int)response.shape[1];
        var directions = Directions.OfWeights(response.slice(1, 0, latent, 1), CodeSpace.MostDirections)
            .Select(d => d with { Unit = [.. d.Unit, .. new double[length - latent]] }).ToList();
        if (generator.LabelCodes is not { } codes)
        {
            return new CodeSpace(new double[length], directions, [], latent);
        }

        // Labels as often as the training items have them; the row after the last is for items without.
        var own = codes.to(float64).cpu().slice(0, 0, labels.Names.Count, 1);
        var shares = tensor(labels.Counts.Select(c => (double)c).ToArray());
        shares /= shares.sum().clamp(min: 1);
        var mean = shares.matmul(own);
        return new CodeSpace(
            Beside(latent, mean), directions, [.. labels.Names.Select((name, i) => Towards(name, latent, own - mean, shares, own[i], own[i] - mean))], latent);
    }

    private static CodeLabel Towards(string name, int latent, Tensor apart, Tensor shares, Tensor code, Tensor way)
    {
        var length = way.norm().item<double>();
        var unit = way / Math.Max(length, double.Epsilon);
        var sigma = Math.Sqrt(shares.dot(apart.matmul(unit).square()).item<double>());
        return new CodeLabel(name, Beside(latent, code), sigma > 0 ? new CodeDirection(Beside(latent, unit), sigma, 0) : null);
    }

    private static double[] Beside(int latent, Tensor numbers) => [.. new double[latent], .. numbers.contiguous().data<double>().ToArray()];
}
