using AigcStudio.Core.Evaluation;

namespace AigcStudio.Web.Evaluation;

/// <summary>Which way a figure is good.</summary>
public enum Better
{
    Lower,
    Higher,

    /// <summary>Near to that of real items: both more and less are worse.</summary>
    LikeReal,

    /// <summary>It tells something, and is neither good nor bad.</summary>
    Neither,
}

/// <summary>How a figure is shown and compared.</summary>
/// <param name="Group">Code of the heading: <c>evaluation.group.GROUP</c>.</param>
/// <param name="ByRuler">True where the figure is of a ruler's world, or of certain originals: comparable only between reports of the same <see cref="EvaluationReport.Yardstick"/>.</param>
/// <param name="OwnRuler">True where that ruler is another than the report's: see <see cref="Measure.Ruler"/>.</param>
/// <param name="Share">True for what is shown in percent.</param>
/// <param name="Unit">True where a unit stands beside the figure: <c>evaluation.unit.ID</c>.</param>
public sealed record MeasureKind(string Id, string Group, Better Better, bool ByRuler = false, bool OwnRuler = false, bool Share = false, bool Unit = false)
{
    /// <summary>Every figure that a report can have, in the order of the page.</summary>
    public static IReadOnlyList<MeasureKind> All { get; } =
    [
        new("frechet", "distance", Better.Lower, ByRuler: true),
        new("fid", "distance", Better.Lower, ByRuler: true, OwnRuler: true),
        new("kernel", "distance", Better.Lower, ByRuler: true),
        new("precision", "distance", Better.Higher, ByRuler: true, Share: true),
        new("density", "distance", Better.LikeReal, ByRuler: true),
        new("recall", "variety", Better.Higher, ByRuler: true, Share: true),
        new("coverage", "variety", Better.Higher, ByRuler: true, Share: true),
        new("diversity", "variety", Better.LikeReal, ByRuler: true, Share: true),
        new("labels.effective", "variety", Better.LikeReal, ByRuler: true),
        new("labels.divergence", "variety", Better.Lower, ByRuler: true),
        new("distinct1", "variety", Better.LikeReal, Share: true),
        new("distinct2", "variety", Better.LikeReal, Share: true),
        new("selfBleu", "variety", Better.LikeReal),
        new("intent", "distance", Better.Higher, ByRuler: true, Share: true),
        new("kl.intensity", "distribution", Better.Lower),
        new("js.intensity", "distribution", Better.Lower),
        new("kl.melEnergy", "distribution", Better.Lower),
        new("js.melEnergy", "distribution", Better.Lower),
        new("kl.characters", "distribution", Better.Lower),
        new("js.characters", "distribution", Better.Lower),
        new("kl.bigrams", "distribution", Better.Lower),
        new("js.bigrams", "distribution", Better.Lower),
        new("density.nats", "distribution", Better.LikeReal, ByRuler: true),
        new("enlarging.psnr", "enlarging", Better.Higher, ByRuler: true, Unit: true),
        new("enlarging.psnrGain", "enlarging", Better.Higher, ByRuler: true, Unit: true),
        new("enlarging.ssim", "enlarging", Better.Higher, ByRuler: true),
        new("enlarging.ssimGain", "enlarging", Better.Higher, ByRuler: true),
        new("enlarging.better", "enlarging", Better.Higher, ByRuler: true, Share: true),
        new("psnr", "rebuilding", Better.Higher),
        new("ssim", "rebuilding", Better.Higher),
        new("msSsim", "rebuilding", Better.Higher),
        new("stft", "rebuilding", Better.Lower),
        new("logSpectral", "rebuilding", Better.Lower),
        new("bound", "codes", Better.Higher),
        new("bound.weighted", "codes", Better.Higher),
        new("bitsPerByte", "codes", Better.Lower),
        new("units.active", "codes", Better.Neither),
        new("units.nats", "codes", Better.Neither),
        new("copied.words", "copies", Better.LikeReal, Share: true),
        new("copied.characters", "copies", Better.LikeReal, Share: true),
        new("copied.whole", "copies", Better.LikeReal, Share: true),
        new("clipping", "signal", Better.Lower, Share: true),
        new("silence", "signal", Better.LikeReal, Share: true),
        new("offset", "signal", Better.Lower),
        new("speed.examples", "speed", Better.Higher, Unit: true),
        new("speed.realTime", "speed", Better.Higher, Unit: true),
        new("speed.wordsPerMinute", "speed", Better.Higher, Unit: true),
        new("enlarging.speed", "pace", Better.Higher, Unit: true),
    ];

    private static readonly Dictionary<string, MeasureKind> ById = All.ToDictionary(k => k.Id);

    public static MeasureKind? Find(string id) => ById.GetValueOrDefault(id);
}
