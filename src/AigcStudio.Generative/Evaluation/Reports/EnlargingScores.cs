using AigcStudio.Core.Evaluation;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>Likeness of enlarged pictures to their originals beside that of the same pictures enlarged by bicubic, picture by picture.</summary>
internal sealed class EnlargingScores
{
    private readonly List<(double Made, double Plain)> _psnr = [];
    private readonly List<(double Made, double Plain)> _ssim = [];

    /// <param name="psnr">Decibels; infinite where the original was given back exactly.</param>
    /// <param name="ssim">At most 1.</param>
    internal void Add((double Made, double Plain) psnr, (double Made, double Plain) ssim)
    {
        _psnr.Add(psnr);
        _ssim.Add(ssim);
    }

    /// <summary>
    /// Means, each with its standard error, and what the model gains over bicubic, picture by picture. A picture that either gives back exactly has no
    /// finite ratio and is left out of all that is in decibels, so that the gain is the difference of the two means.
    /// </summary>
    internal IEnumerable<Measure> Measures() =>
    [
        .. Of("psnr", [.. _psnr.Where(p => double.IsFinite(p.Made) && double.IsFinite(p.Plain))]),
        .. Of("ssim", _ssim),
        new Measure("enlarging.better", _psnr.Count(p => p.Made > p.Plain) / (double)_psnr.Count) { Items = _psnr.Count },
    ];

    private static IEnumerable<Measure> Of(string figure, List<(double Made, double Plain)> pairs)
    {
        yield return Mean($"enlarging.{figure}", pairs.ConvertAll(p => p.Made)) with { Plain = Average(pairs.ConvertAll(p => p.Plain)) };
        yield return Mean($"enlarging.{figure}Gain", pairs.ConvertAll(p => p.Made - p.Plain));
    }

    // The error is the sample's deviation by the root of how many there are.
    private static Measure Mean(string id, List<double> values)
    {
        var mean = Average(values);
        return new Measure(id, mean) { Error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1) / values.Count), Items = values.Count };
    }

    private static double Average(List<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
