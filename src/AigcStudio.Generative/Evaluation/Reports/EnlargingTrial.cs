using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Families.ImageUpscale;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>
/// How near an enlarger comes to originals that it never learned from: each is shrunk as the studio shrinks and enlarged as the studio enlarges,
/// once by the model and once by antialiased bicubic interpolation, and both are held against it.
/// </summary>
internal sealed class EnlargingTrial(IEnlarger enlarger, IExampleStore store, EvaluateRequest request)
{
    /// <summary>Pictures of a round whose speed is taken.</summary>
    internal const int TimedPictures = 8;

    private const int TimedRounds = 5;
    private const int Most = 500;
    private const int MostShown = 4;
    private const double Range = 255;

    // The spread of one is not known.
    private const int Least = 2;

    private readonly EnlargingScores _scores = new();

    /// <returns>What was tried, and on how many.</returns>
    /// <exception cref="EvaluationException"><c>evaluation.tooFewHeldOut(least, items)</c>.</exception>
    internal (EnlargingFindings Findings, int Tried) Add(ReportDraft draft, Action<int, int> done, CancellationToken cancel)
    {
        List<int> items = [.. RealSets.HeldOutOf(store).Take(Math.Min(Most, request.Count))];
        if (items.Count < Least)
        {
            throw new EvaluationException("evaluation.tooFewHeldOut", Least, items.Count);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{store.Form.Key} / {enlarger.Factor}\n"));
        using var output = File.Create(request.PairsPath);
        var shown = Math.Min(MostShown, items.Count);
        foreach (var (index, item) in items.Index())
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var original = ExampleSet.Of(store, [item]).Bytes;
            hash.AppendData(original.bytes);
            var four = Try(original, cancel);
            foreach (var view in index < shown ? four : [])
            {
                output.Write(view.contiguous().bytes);
            }

            done(index + 1, items.Count);
        }

        draft.Add(_scores.Measures());
        draft.Add(new Measure("enlarging.speed", Speed(items, cancel)));
        return (new EnlargingFindings(enlarger.Factor, Convert.ToHexStringLower(hash.GetHashAndReset()), shown), items.Count);
    }

    // In the order in which they are shown.
    private Tensor[] Try(Tensor original, CancellationToken cancel)
    {
        var small = Shrunk(original);
        var made = TiledEnlarging.Of(enlarger, small[0], cancel).unsqueeze(0);
        var plain = Bytes(ImageUpscaleNetwork.Bicubic(small.to(float32).div(255f), enlarger.Factor).mul(255f));
        _scores.Add(
            (Psnr.Of(original, made, Range)[0], Psnr.Of(original, plain, Range)[0]),
            (Ssim.Of(original, made, Range)[0], Ssim.Of(original, plain, Range)[0]));
        return [small.repeat_interleave(enlarger.Factor, 2).repeat_interleave(enlarger.Factor, 3), plain, made, original];
    }

    // Pictures a second: the median of five rounds after one that warms up, one picture after another, the last byte on the processor.
    private double Speed(List<int> items, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var smalls = Enumerable.Range(0, TimedPictures).Select(i => Shrunk(ExampleSet.Of(store, [items[i % items.Count]]).Bytes)[0]).ToList();
        var times = new List<double>();
        for (var round = 0; round <= TimedRounds; round++)
        {
            using var each = NewDisposeScope();
            var watch = Stopwatch.StartNew();
            smalls.ForEach(small => TiledEnlarging.Of(enlarger, small, cancel));
            times.Add(watch.Elapsed.TotalSeconds);
        }

        return TimedPictures / times.Skip(1).Order().ElementAt(TimedRounds / 2);
    }

    private Tensor Shrunk(Tensor original) => Bytes(PictureShrink.Of(original, enlarger.Factor));

    private static Tensor Bytes(Tensor levels) => levels.round().clamp(0, 255).to(ScalarType.Byte);
}
