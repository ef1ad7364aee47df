using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Texts;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>What a model with codes says of held-out items: what each dimension carries, and how likely the items are.</summary>
internal static class LatentMeasures
{
    private const int Items = 200;
    private const int Codes = 32;
    private const int Seed = 6;

    internal static void Units(ReportDraft draft, IEncoder model, ExampleSet heldOut)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var (means, logVariances) = model.Encode(heldOut.Bytes);
        var posterior = PosteriorDivergence.Of(means, logVariances);
        draft.Add(new Measure("units.active", posterior.Active) { Items = heldOut.Count });
        draft.Add(new Measure("units.nats", posterior.Nats.Sum()) { Items = heldOut.Count });
        var nats = posterior.Nats.OrderDescending().ToList();
        draft.Histograms.Add(new HistogramPlot("units", [.. Enumerable.Range(1, nats.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))], [], nats));
    }

    /// <summary>The evidence bound with one code, and the importance-weighted one with 32; of texts in bits a byte as well.</summary>
    internal static void Bounds(ReportDraft draft, ILikelihood model, ExampleSet heldOut, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var few = heldOut.Take(Enumerable.Range(0, Math.Min(Items, heldOut.Count)));
        var weights = LogWeights(model, few.Bytes, cancel);
        var one = weights.mean().item<double>();
        var many = ImportanceWeighted.Of(weights).Average();
        draft.Add(new Measure("bound", one) { Items = few.Count });
        draft.Add(new Measure("bound.weighted", many) { Items = few.Count });
        if (few.Form is TextForm)
        {
            draft.Add(new Measure("bitsPerByte", ImportanceWeighted.BitsPerByte(many * few.Count, TextMeasures.Bytes(few))) { Items = few.Count });
        }
    }

    // log p(x | z) + log p(z) - log q(z | x) for codes z of the posterior, [N, 32]; the constants of both Gaussians cancel.
    private static Tensor LogWeights(ILikelihood model, Tensor examples, CancellationToken cancel)
    {
        using var random = new Generator(Seed, CPU);
        var (mean, logVariance) = model.Encode(examples);
        var weights = new List<Tensor>();
        for (var draw = 0; draw < Codes; draw++)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var noise = randn(mean.shape, generator: random);
            var codes = mean + (noise * (logVariance * 0.5).exp());
            var odds = ((noise.square() - codes.square() + logVariance) * 0.5).sum(1);
            weights.Add((model.LogLikelihood(examples, codes) + odds).to(float64).MoveToOuterDisposeScope());
        }

        return stack(weights, 1);
    }
}
