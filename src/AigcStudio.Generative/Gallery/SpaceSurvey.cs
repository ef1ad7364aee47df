using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Generative.Evaluation;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>What a page needs to know of a model's space, and its training items on the map.</summary>
public static class SpaceSurvey
{
    // Encoded together: large enough to be quick, small enough to be stopped.
    private const int ItemsAtOnce = 50;

    /// <param name="packPath">Null for a map without items.</param>
    public static SpaceOutcome Of(ICodeSampler sampler, string? packPath, int mostItems, CancellationToken cancel)
    {
        var space = sampler.Space;
        IReadOnlyList<SpaceDirection> directions =
        [
            .. space.Directions.Select(d => new SpaceDirection(null, d.Share)),
            .. space.Labels.Where(l => l.Towards is not null).Select(l => new SpaceDirection(l.Name, 0)),
        ];
        var items = packPath is not null && sampler is IEncoder encoder ? Items(space, encoder, packPath, mostItems, cancel) : [];
        return new SpaceOutcome(sampler.Form, space.Length, directions, [.. space.Labels.Select(l => l.Name)], items, sampler is IEncoder);
    }

    private static List<SpaceItem> Items(CodeSpace space, IEncoder encoder, string packPath, int most, CancellationToken cancel)
    {
        using var pack = ExamplePack.Open(packPath);
        var count = Math.Min(most, pack.Count);
        var chosen = Enumerable.Range(0, count).Select(i => (int)((long)i * pack.Count / count));
        var items = new List<SpaceItem>(count);
        foreach (var some in chosen.Chunk(ItemsAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var unwatched = inference_mode();
            var means = encoder.Encode(ExampleSet.Of(pack, some).Bytes).Mean.contiguous().data<float>().ToArray();
            for (var i = 0; i < some.Length; i++)
            {
                var code = means.AsSpan(i * space.Length, space.Length);
                var up = space.Directions.Count > 1 ? space.Along(code, space.Directions[1]) : 0;
                items.Add(new SpaceItem(some[i], pack.LabelOf(some[i]), space.Along(code, space.Directions[0]), up));
            }
        }

        return items;
    }
}
