using System.Diagnostics;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>
/// Measures one model: draws from it, and holds what it drew, other real items and noise against the same real items. Every figure so has beside it
/// what the best and what the worst of models would get. An enlarger is tried on held-out originals instead.
/// </summary>
public sealed class Evaluator(EvaluateRequest request, IRunReporter reporter, TimeProvider time)
{
    private const int MostRebuilt = 500;
    private const int MostSounds = 1000;

    private readonly ReportDraft _draft = new();

    /// <exception cref="EvaluationException"><c>evaluation.tooFewItems(least, items)</c>, <c>evaluation.tooFewHeldOut(least, items)</c>, or as <see cref="Inception"/> refuses.</exception>
    /// <exception cref="CheckpointException">The checkpoint is damaged.</exception>
    public EvaluationReport Run(CancellationToken cancel)
    {
        using var pack = ExamplePack.Open(request.PackPath);
        return Measure(pack, cancel);
    }

    /// <param name="items">In the form that the model learned from.</param>
    internal EvaluationReport Measure(IExampleStore items, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var device = DeviceMath.Use(request.Device);
        using var checkpoint = CheckpointFile.Read(request.CheckpointPath);
        var family = ModelFamilies.Of(checkpoint.Head.Recipe.FamilyId);
        using var sampler = family.OpenSampler(checkpoint, device);
        if (sampler is IEnlarger enlarger)
        {
            var found = new EnlargingTrial(enlarger, items, request).Add(_draft, (done, total) => Tell("phase.enlarging", done, total), cancel);
            return Report(checkpoint.Head, items.Form, found.Tried, found.Tried, null, watch) with { Enlarging = found.Findings };
        }

        var store = ReplyStore.Of(items);
        var sets = RealSets.Of(store, store.Form is AudioForm ? Math.Min(MostSounds, request.Count) : request.Count);
        var count = sets.Reference.Count;

        using var inception = store.Form is ImageForm && request.Inception is { } file ? Inception.Open(file, device) : null;
        Tell("phase.ruler", 0, count);
        using var ruler = OpenRuler(store, cancel);
        Tell("phase.drawing", 0, count);
        _draft.Add(Speed(sampler, store, cancel));
        var made = MadeExamples.Of(sampler, store, count, request.Seed, done => Tell("phase.drawing", done, count), cancel);
        Tell("phase.measuring", 0, count);
        Compare(store, sets, ruler, made);
        if (inception is not null)
        {
            _draft.Add(InceptionMeasures.Distance(inception, sets, made.Set, (done, total) => Tell("phase.inception", done, total), cancel));
        }

        cancel.ThrowIfCancellationRequested();
        if (store.Labels.Count > 1 && store is not ReplyStore && family.Descriptor.Labelled)
        {
            DensityMeasures.Add(_draft, ruler, store, sets, sampler, request.Seed, cancel);
        }

        var heldOut = sets.HeldOut.Take(Enumerable.Range(0, Math.Min(MostRebuilt, sets.HeldOut.Count)));
        Rebuild(sampler, heldOut, device, cancel);
        CopyMeasures.Add(_draft, store, sets, made.Set, request.PairsPath);
        return Report(checkpoint.Head, store.Form, count, heldOut.Count, ruler.Card, watch);
    }

    private EvaluationReport Report(CheckpointHead head, ExampleForm form, int items, int heldOut, RulerCard? ruler, Stopwatch watch) =>
        new(head.Recipe.FamilyId, form, head.Step, items, heldOut, ruler, _draft.Measures, watch.Elapsed.TotalSeconds)
        {
            Histograms = _draft.Histograms,
            Densities = _draft.Densities,
            Copies = _draft.Copies,
        };

    // A ruler is made with gradients, which the rest of a report has no use for.
    private Ruler OpenRuler(IExampleStore store, CancellationToken cancel)
    {
        using var watched = enable_grad();
        return Ruler.OpenOrMake(request.RulerPath, store, cancel);
    }

    private void Compare(IExampleStore store, RealSets sets, Ruler ruler, MadeExamples made)
    {
        using var scope = NewDisposeScope();
        var noise = new ExampleSet(made.Set.Form, Harm.Nothing(sets.Other), []);
        var features = new[] { sets.Reference, sets.Other, made.Set, noise }.Select(s => ruler.Features(s.Bytes)).ToArray();
        _draft.Add(RulerMeasures.Distances(features[0], features[1], features[2], features[3]));
        var (labels, plot) = RulerMeasures.Labels(ruler, store, sets, made.Set);
        _draft.Add(labels);
        if (plot is not null)
        {
            _draft.Histograms.Add(plot);
        }

        switch (store.Form)
        {
            case ImageForm:
                PictureMeasures.Intensity(_draft, sets, made.Set, noise);
                break;
            case AudioForm:
                SoundMeasures.Loudness(_draft, sets, made.Set, noise);
                SoundMeasures.Faults(_draft, sets, made.Set);
                break;
            default:
                TextMeasures.Letters(_draft, sets, made.Set, noise);
                TextMeasures.Variety(_draft, sets, made.Set, Learned(store));
                if (store is ReplyStore)
                {
                    TextMeasures.Intents(_draft, ruler, made, sets, store.LabelOf);
                }

                break;
        }
    }

    private void Rebuild(ISampler sampler, ExampleSet heldOut, Device device, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        if (heldOut.Count < 2)
        {
            return;
        }

        if (sampler is IRebuilder pictures && heldOut.Form is ImageForm)
        {
            PictureMeasures.Pairs(_draft, heldOut, heldOut.Rebuilt(pictures, device));
        }

        if (sampler is IRebuilder sounds && heldOut.Form is AudioForm)
        {
            SoundMeasures.Pairs(_draft, heldOut, heldOut.Rebuilt(sounds, device));
        }

        if (sampler is IEncoder encoder)
        {
            LatentMeasures.Units(_draft, encoder, heldOut);
        }

        if (sampler is ILikelihood likelihood)
        {
            LatentMeasures.Bounds(_draft, likelihood, heldOut, cancel);
        }
    }

    // Examples, words or seconds of sound, as people count them.
    private static IEnumerable<Measure> Speed(ISampler sampler, IExampleStore store, CancellationToken cancel)
    {
        var perSecond = MadeExamples.Speed(sampler, store, cancel);
        yield return new Measure("speed.examples", perSecond) { Items = MadeExamples.TimedDraw };
        if (sampler.Form is AudioForm sound)
        {
            yield return new Measure("speed.realTime", perSecond * sound.Samples / sound.SampleRateHz) { Items = MadeExamples.TimedDraw };
        }

        if (sampler.Form is TextForm)
        {
            var words = MadeExamples.Of(sampler, store, 64, seed: 1, _ => { }, cancel);
            var each = TextMeasures.Read(words.Set).Average(t => Texts.Words.Of(t).Count);
            yield return new Measure("speed.wordsPerMinute", perSecond * each * 60) { Items = MadeExamples.TimedDraw };
        }
    }

    private static IReadOnlyList<string> Learned(IExampleStore store) =>
        TextMeasures.Read(ExampleSet.Of(store, [.. Enumerable.Range(0, store.Count).Where(i => !store.IsHeldOut(i))]));

    private void Tell(string phase, int done, int total) =>
        reporter.Report(new RunEvent(0, time.GetUtcNow(), new WorkProgressed(new JobProgress(phase, done, total))));
}
