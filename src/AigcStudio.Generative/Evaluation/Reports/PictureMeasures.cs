using System.Globalization;
using AigcStudio.Core.Evaluation;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>What is measured of pictures alone: their brightness, and what becomes of held-out ones on the way through a code and back.</summary>
internal static class PictureMeasures
{
    private const int Bins = 32;
    private const double Range = 255;

    internal static void Intensity(ReportDraft draft, RealSets sets, ExampleSet made, ExampleSet noise)
    {
        var middles = Enumerable.Range(0, Bins).Select(b => (((b + 0.5) * 256) / Bins).ToString("F0", CultureInfo.InvariantCulture)).ToList();
        Plots.Compare(draft, "intensity", middles, Counts(sets.Reference), Counts(sets.Other), Counts(made), Counts(noise));
    }

    /// <summary>Pairs of a held-out picture and what the model makes of it; noise is another picture in its place.</summary>
    internal static void Pairs(ReportDraft draft, ExampleSet heldOut, ExampleSet rebuilt)
    {
        var strangers = heldOut.Bytes.roll(1, 0);
        Add("psnr", Psnr.Of);
        Add("ssim", Ssim.Of);
        Add("msSsim", MsSsim.Of);

        void Add(string id, Func<Tensor, Tensor, double, IReadOnlyList<double>> of) => draft.Add(new Measure(id, Mean(Compared(of, rebuilt.Bytes)))
        {
            Noise = Mean(Compared(of, strangers)),
            Items = heldOut.Count,
        });

        IReadOnlyList<double> Compared(Func<Tensor, Tensor, double, IReadOnlyList<double>> of, Tensor others) =>
            ExampleSet.InParts(heldOut.Bytes, others, (a, b) => of(a, b, Range));
    }

    // Two pictures that are equal have no finite ratio; one such says nothing about the others.
    private static double Mean(IReadOnlyList<double> values) => values.Where(double.IsFinite).DefaultIfEmpty(double.PositiveInfinity).Average();

    private static IReadOnlyList<long> Counts(ExampleSet set)
    {
        const int Part = 256;
        var counts = new long[Bins];
        for (var first = 0; first < set.Count; first += Part)
        {
            using var scope = NewDisposeScope();
            var levels = set.Bytes.slice(0, first, Math.Min(set.Count, first + Part), 1).flatten().to(int64);
            var found = levels.floor_divide(256 / Bins).bincount(null, minlength: Bins).data<long>().ToArray();
            counts = [.. counts.Zip(found, (a, b) => a + b)];
        }

        return counts;
    }
}
