using System.Text.Json;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Reports;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>
/// The first 20,000 items that a model learned from, ready to be compared with: pictures by their levels, sounds by log-mel, texts by their runs of
/// three letters, and of pairs the replies.
/// </summary>
public sealed class LearnedItems : IDisposable
{
    private const int Most = 20_000;
    private const int Least = 2;
    private const int ReadAtOnce = 256;

    // Of a text's letter: itself, and its place in the index of runs.
    private const int BytesOfALetter = 10;

    private readonly Tensor? _values;
    private readonly IReadOnlyList<string> _texts = [];
    private readonly TrigramIndex? _index;

    private LearnedItems(IExampleStore store, IReadOnlyList<int> items, CancellationToken cancel)
    {
        (Form, Items) = (store.Form, items);
        if (Form is TextForm)
        {
            _texts = [.. items.Chunk(ReadAtOnce).SelectMany(part => Texts(store, part))];
            _index = new TrigramIndex(_texts);
        }
        else
        {
            _values = Values(store, items, cancel);
        }
    }

    /// <summary>Memory held while it is ready, about.</summary>
    public long Bytes => _values is { } values ? values.numel() * values.element_size() : _texts.Sum(t => (long)BytesOfALetter * t.Length);

    internal ExampleForm Form { get; }

    /// <summary>Where each stands in the version.</summary>
    internal IReadOnlyList<int> Items { get; }

    /// <exception cref="EvaluationException">
    /// <c>evaluation.noPack</c>, <c>evaluation.packDamaged</c>, <c>evaluation.tooFewItems(least, items)</c>.
    /// </exception>
    public static LearnedItems Open(string packPath, CancellationToken cancel)
    {
        try
        {
            using var pack = ExamplePack.Open(packPath);
            return Of(ReplyStore.Of(pack), cancel);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EvaluationException("evaluation.noPack");
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException or OverflowException or JsonException or NotSupportedException)
        {
            throw new EvaluationException("evaluation.packDamaged");
        }
    }

    /// <summary>Of each raw example the nearest item.</summary>
    /// <exception cref="EvaluationException"><c>evaluation.otherForm(examples, items)</c>.</exception>
    public IReadOnlyList<Nearness> Compare(ExampleForm form, ReadOnlySpan<byte> examples)
    {
        if (form != Form)
        {
            throw new EvaluationException("evaluation.otherForm", form.Key, Form.Key);
        }

        using var scope = NewDisposeScope();
        return examples.IsEmpty ? [] : [.. Gate(ExampleSet.Of(form, examples)).Select(p => new Nearness(Items[p.Trained], p.Told))];
    }

    public void Dispose() => _values?.Dispose();

    /// <exception cref="EvaluationException"><c>evaluation.tooFewItems(least, items)</c>.</exception>
    internal static LearnedItems Of(IExampleStore store, CancellationToken cancel)
    {
        List<int> items = [.. Enumerable.Range(0, store.Count).Where(i => !store.IsHeldOut(i)).Take(Most)];
        return items.Count >= Least ? new LearnedItems(store, items, cancel) : throw new EvaluationException("evaluation.tooFewItems", Least, items.Count);
    }

    /// <summary>Pairs with an index into <see cref="Items"/>.</summary>
    internal IReadOnlyList<CopyPair> Gate(ExampleSet made)
    {
        using var scope = NewDisposeScope();
        return _index is { } index ? TextCopies.Gate(TextMeasures.Read(made), _texts, index) : CopyCheck.Gate(CopyValues.Of(made), _values!);
    }

    private static IReadOnlyList<string> Texts(IExampleStore store, int[] items)
    {
        using var scope = NewDisposeScope();
        return TextMeasures.Read(ExampleSet.Of(store, items));
    }

    private static Tensor Values(IExampleStore store, IReadOnlyList<int> items, CancellationToken cancel)
    {
        Tensor? all = null;
        for (var from = 0; from < items.Count; from += ReadAtOnce)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var part = CopyValues.Of(ExampleSet.Of(store, [.. items.Skip(from).Take(ReadAtOnce)]));
            all ??= empty([items.Count, part.shape[1]], part.dtype).DetachFromDisposeScope();
            all.slice(0, from, from + part.shape[0], 1).copy_(part);
        }

        return all!;
    }
}
