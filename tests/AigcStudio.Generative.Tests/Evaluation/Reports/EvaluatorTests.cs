using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Evaluation.Reports;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Runs;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation.Reports;

/// <summary>A report of a tiny model of every family, found by itself.</summary>
public sealed class EvaluatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reports-").FullName;

    public static TheoryData<string> Ids => [.. ModelFamilies.All.Select(f => f.Descriptor).Where(d => !d.Enlarges).Select(d => d.Id)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_report_holds_its_family_s_figures_beside_those_of_real_items_and_of_noise(string id)
    {
        var heard = new HeardEvents();
        var report = Evaluate(Trained(id, out var run), run, heard);

        Assert.Equal((id, 40, 30), (report.FamilyId, report.Step, report.Items));
        var frechet = Figure(report, "frechet");
        Assert.True(frechet.Real < frechet.Noise, $"{frechet}");
        Assert.True(frechet.Real < frechet.Value, $"{frechet}");
        Assert.All(report.Measures, m => Assert.True(double.IsFinite(m.Value), m.Id));
        Assert.Empty(Expected(id).Except(report.Measures.Select(m => m.Id)));
        Assert.All(report.Histograms, h => Assert.Equal(1, h.Made.Sum(), h.Id is "units" or "characters" ? double.PositiveInfinity : 1e-9));
        Assert.NotNull(report.Copies);
        Assert.Equal(["phase.ruler", "phase.drawing", "phase.measuring"], heard.Of<WorkProgressed>().Select(p => p.Progress.Phase).Distinct());
    }

    [Fact]
    public void An_enlarger_is_tried_on_held_out_originals_and_on_nothing_that_it_draws()
    {
        var heard = new HeardEvents();
        var report = Evaluate(Trained("ImageUpscale", out var run), run, heard);

        Assert.Equal(("ImageUpscale", 40, 12, 12), (report.FamilyId, report.Step, report.Items, report.HeldOut));
        Assert.All(report.Measures, m => Assert.StartsWith("enlarging.", m.Id, StringComparison.Ordinal));
        Assert.Equal(6, report.Measures.Count);
        Assert.Equal((null, null, 4), (report.Ruler, report.Copies, report.Enlarging!.Shown));
        Assert.Equal(report.Enlarging.Originals, report.Yardstick);
        Assert.Equal(16 * run.Form.ExampleBytes, new FileInfo(Path.Combine(_folder, "pairs")).Length);
        Assert.Equal("phase.enlarging", heard.Of<WorkProgressed>().Select(p => p.Progress.Phase).Distinct().Single());
    }

    [Fact]
    public void It_measures_the_same_twice()
    {
        var file = Trained("ImageVae", out var run);

        var (one, again) = (Evaluate(file, run, new HeardEvents()), Evaluate(file, run, new HeardEvents()));

        Assert.Equal(Still(one), Still(again));

        static IEnumerable<Measure> Still(EvaluationReport report) => report.Measures.Where(m => !m.Id.StartsWith("speed.", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_few_items_are_refused_in_words()
    {
        var file = Trained("ImageVae", out var run);

        var refusal = Assert.Throws<EvaluationException>(
            () => new Evaluator(Request(file), new HeardEvents(), TimeProvider.System).Measure(new NoisyPatterns(run.Form, 20), CancellationToken.None));

        Assert.Equal("evaluation.tooFewItems", refusal.Code);
    }

    [Fact]
    public void It_stops_when_it_is_told_to() => Assert.Throws<OperationCanceledException>(
        () => new Evaluator(Request(Trained("ImageVae", out var run)), new HeardEvents(), TimeProvider.System)
            .Measure(new NoisyPatterns(run.Form, 60), new CancellationToken(canceled: true)));

    private static string[] Expected(string id) => id switch
    {
        "ImageGan" => ["kernel", "precision", "recall", "density", "coverage", "diversity", "labels.effective", "kl.intensity", "speed.examples"],
        "ImageVae" => ["psnr", "ssim", "msSsim", "units.active", "units.nats", "bound", "bound.weighted", "density.nats", "js.intensity"],
        "AudioVae" => ["stft", "logSpectral", "units.active", "clipping", "silence", "offset", "kl.melEnergy", "speed.realTime"],
        "TextVae" => ["distinct1", "distinct2", "copied.words", "kl.characters", "kl.bigrams", "bound", "bound.weighted", "bitsPerByte", "speed.wordsPerMinute"],
        "ReplyTexts" => ["distinct1", "copied.whole", "intent", "kl.characters", "speed.wordsPerMinute"],
        _ => throw new InvalidOperationException($"Say which figures a report of {id} has."),
    };

    private static Measure Figure(EvaluationReport report, string id) => report.Measures.Single(m => m.Id == id);

    private string Trained(string id, out TinyRun run)
    {
        run = new TinyRun(ModelFamilies.Of(id), Directory.CreateDirectory(Path.Combine(_folder, Guid.CreateVersion7().ToString("N"))).FullName);
        var heard = new HeardEvents();
        run.Go(heard, new NoisyPatterns(run.Form, run.Items));
        return heard.Checkpoints[^1].File;
    }

    private EvaluationReport Evaluate(string checkpoint, TinyRun run, HeardEvents heard) =>
        new Evaluator(Request(checkpoint), heard, TimeProvider.System).Measure(new NoisyPatterns(run.Form, run.Items), CancellationToken.None);

    private EvaluateRequest Request(string checkpoint) =>
        new(Guid.CreateVersion7(), checkpoint, "", Path.Combine(_folder, "ruler"), Path.Combine(_folder, "pairs"), 100, 1, TestDevice.Id);
}
