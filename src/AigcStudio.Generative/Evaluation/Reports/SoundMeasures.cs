using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Evaluation.Sounds;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>What is measured of sounds alone: energy by pitch, faults of the signal, and pairs of held-out sounds and what the model makes of them.</summary>
internal static class SoundMeasures
{
    private const double Decibels = 5;
    private const int Levels = 16;
    private const double Quietest = -75;

    internal static void Loudness(ReportDraft draft, RealSets sets, ExampleSet made, ExampleSet noise)
    {
        var form = (AudioForm)made.Form;
        var edges = Enumerable.Range(0, Levels + 1).Select(i => Quietest + (i * Decibels)).ToArray();
        var names = edges.Take(Levels).Select(e => e.ToString("F0", CultureInfo.InvariantCulture)).ToList();
        Plots.Compare(draft, "melEnergy", names, Counts(sets.Reference), Counts(sets.Other), Counts(made), Counts(noise));

        IReadOnlyList<long> Counts(ExampleSet set)
        {
            using var scope = NewDisposeScope();
            using var mel = new LogMel(form.SampleRateHz, CPU);
            var decibels = mel.Of(SoundBytes.ToUnit(set.Bytes)).mul(LogMel.DecibelsPerUnit).sub(50);
            var places = decibels.sub(Quietest).div(Decibels).floor().clamp(0, Levels - 1).to(int64);
            return places.flatten().bincount(null, minlength: Levels).data<long>().ToArray();
        }
    }

    internal static void Faults(ReportDraft draft, RealSets sets, ExampleSet made)
    {
        var (real, drawn) = (Of(sets.Other), Of(made));
        draft.Add(new Measure("clipping", drawn.Average(f => f.Clipped)) { Real = real.Average(f => f.Clipped) });
        draft.Add(new Measure("silence", drawn.Average(f => f.Silent)) { Real = real.Average(f => f.Silent) });
        draft.Add(new Measure("offset", drawn.Average(f => Math.Abs(f.Offset))) { Real = real.Average(f => Math.Abs(f.Offset)) });

        static IReadOnlyList<SoundFaults> Of(ExampleSet set) => SoundFaults.Of(SoundBytes.ToUnit(set.Bytes), ((AudioForm)set.Form).SampleRateHz);
    }

    internal static void Pairs(ReportDraft draft, ExampleSet heldOut, ExampleSet rebuilt)
    {
        var rate = ((AudioForm)heldOut.Form).SampleRateHz;
        var (a, b) = (SoundBytes.ToUnit(heldOut.Bytes), SoundBytes.ToUnit(rebuilt.Bytes));
        var strangers = a.roll(1, 0);
        Add("stft", (x, y) => [.. StftDistance.Of(x, y).Select(d => d.Total)]);
        Add("logSpectral", (x, y) => LogSpectralDistance.Of(x, y, rate));

        void Add(string id, Func<Tensor, Tensor, IReadOnlyList<double>> of) => draft.Add(new Measure(id, ExampleSet.InParts(a, b, of).Average())
        {
            Noise = ExampleSet.InParts(a, strangers, of).Average(),
            Items = heldOut.Count,
        });
    }
}
