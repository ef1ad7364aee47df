using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>
/// A mixture of Gaussians with full covariances on the codes: a few for each label, or all together where there are none. It stands for the
/// aggregate posterior, where the decoder has learned to decode, which N(0, I) only resembles (Ghosh et al. 2019, arXiv:1903.12436).
/// </summary>
internal sealed class LatentPrior
{
    private readonly List<(long Label, IReadOnlyList<GaussianMixture.Component> Components, long Count)> _groups = [];

    private LatentPrior()
    {
    }

    /// <summary>True before anything has been encoded: there is nothing but N(0, I) to draw from.</summary>
    internal bool IsEmpty => _groups.Count == 0;

    /// <summary>Of each label's codes, weighed by their number; in the caller's scope.</summary>
    internal IReadOnlyList<(long Label, Moments Moments)> Moments(int latent) =>
        [.. _groups.Select(g => (g.Label, Latent.Moments.Together(g.Components.Select(Latent.Moments.Of), latent) with { Weight = g.Count }))];

    /// <param name="components">Over all labels together.</param>
    internal static LatentPrior Fit(EncodingBook encodings, LabelBook labels, int components, int seed)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var prior = new LatentPrior();
        var codes = encodings.Codes.cpu();
        var kinds = encodings.Labels.cpu();
        var numbers = kinds.data<long>().ToArray();
        foreach (var label in numbers.Where(n => n != EncodingBook.Empty).Distinct().Order())
        {
            var rows = tensor(Enumerable.Range(0, numbers.Length).Where(i => numbers[i] == label).Select(i => (long)i).ToArray());
            var share = Math.Max(1, components / Math.Max(1, labels.Names.Count));
            prior._groups.Add((label, GaussianMixture.Fit(codes.index_select(0, rows), share, seed), rows.numel()));
        }

        return prior;
    }

    /// <summary>True unless an order's settings say <c>{"prior": "normal"}</c>, or there is nothing to have fitted to.</summary>
    /// <exception cref="RecipeException"><c>recipe.notAChoice(name, choices)</c>.</exception>
    internal bool IsWanted(DrawOrder order)
    {
        var choice = order.Settings["prior"] ?? JsonValue.Create("fitted");
        return choice.GetValueKind() == JsonValueKind.String && choice.GetValue<string>() is "fitted" or "normal"
            ? choice.GetValue<string>() == "fitted" && !IsEmpty
            : throw new RecipeException("recipe.notAChoice", "prior", "fitted, normal");
    }

    /// <summary>Codes of a chunk of examples, on the processor: <c>[ChunkSize, latent]</c>.</summary>
    /// <param name="fitted">False for N(0, I).</param>
    internal Tensor Codes(int seed, int first, int? label, int latent, bool fitted)
    {
        var codes = NoiseRows.Normal(seed, first, DrawOrder.ChunkSize, latent, CPU);
        if (fitted)
        {
            var rows = MemoryMarshal.Cast<byte, float>(codes.bytes);
            for (var i = 0; i < DrawOrder.ChunkSize; i++)
            {
                Draw(seed, first + i, label, rows.Slice(i * latent, latent));
            }
        }

        return codes;
    }

    /// <summary>The code of one example, from its own noise.</summary>
    /// <param name="label">Wanted label, or null for any.</param>
    /// <param name="noise">N(0, 1) numbers; overwritten by the code.</param>
    internal void Draw(int seed, int index, int? label, Span<float> noise)
    {
        var group = _groups.FirstOrDefault(g => g.Label == label);
        if (group.Components is null)
        {
            group = At(NoiseRows.Choice(seed, index, 0), _groups, g => g.Count);
        }

        At(NoiseRows.Choice(seed, index, 1), group.Components, c => c.Weight).Apply(noise);
    }

    private static T At<T>(double point, IReadOnlyList<T> of, Func<T, double> weight)
    {
        var left = point * of.Sum(weight);
        foreach (var one in of)
        {
            left -= weight(one);
            if (left < 0)
            {
                return one;
            }
        }

        return of[^1];
    }
}
