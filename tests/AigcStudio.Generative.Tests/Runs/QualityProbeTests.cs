using AigcStudio.Core.Runs;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Tests.Engine;
using AigcStudio.Generative.Tests.Evaluation;
using Xunit;

namespace AigcStudio.Generative.Tests.Runs;

public sealed class QualityProbeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quality-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_is_measured_ten_times_and_gets_nearer_and_its_best_is_saved()
    {
        var heard = Go("ImageVae", measured: true);

        var looks = heard.Of<PointsReported>().Where(p => p.Values.ContainsKey(QualityProbe.Series)).ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => 10 * i), looks.Select(l => l.Step));
        Assert.True(looks[^1].Values[QualityProbe.Series] < looks[0].Values[QualityProbe.Series]);
        Assert.All(looks, l => Assert.InRange(l.Values[PointsReported.Fidelity], 0, 1));
        Assert.All(looks, l => Assert.InRange(l.Values[PointsReported.Variety], 0, 1));
        var best = heard.Of<CheckpointWritten>().Where(c => c.Reason == CheckpointReason.Best).ToList();
        Assert.NotEmpty(best);
        Assert.All(best, c => Assert.Equal(
            looks.Where(l => l.Step <= c.Step).Min(l => l.Values[QualityProbe.Series]), looks.Single(l => l.Step == c.Step).Values[QualityProbe.Series]));
    }

    [Theory]
    [InlineData("ImageGan")]
    [InlineData("ReplyTexts")]
    public void Measuring_changes_nothing_in_what_is_learned(string id)
    {
        TestDevice.MustBeExact();
        var (measured, plain) = (Go(id, measured: true), Go(id, measured: false));

        EngineProcessTests.AssertSameTensors(plain.Checkpoints[^1].File, measured.Checkpoints[^1].File);
        Assert.DoesNotContain(plain.Of<PointsReported>(), p => p.Values.ContainsKey(QualityProbe.Series));
    }

    [Fact]
    public void A_resumed_run_remembers_its_best()
    {
        var whole = Go("ImageVae", measured: true);
        var last = whole.Checkpoints[^1].File;
        using var checkpoint = CheckpointFile.Read(last);

        var looks = whole.Of<PointsReported>().Where(p => p.Values.ContainsKey(QualityProbe.Series)).ToDictionary(p => p.Step, p => p.Values[QualityProbe.Series]);
        var best = whole.Of<CheckpointWritten>().Last(c => c.Reason == CheckpointReason.Best);
        var remembered = checkpoint.Head.Losses[QualityProbe.Series].Sum;
        Assert.Contains(remembered, looks.Values);
        Assert.True(remembered <= looks[best.Step]);
        Assert.Equal(1, checkpoint.Head.Losses[LookPlan.Series].Sum);
        Assert.Contains("first.loss.likeness", checkpoint.Head.Losses.Keys);
    }

    [Fact]
    public void A_run_that_cannot_afford_a_look_is_not_measured()
    {
        // Steps of a debug-size recipe take less than a look: a thousandth of their time is not enough for one.
        var heard = Go("ImageVae", measured: true, mostLookShare: 0.001);

        Assert.DoesNotContain(heard.Of<PointsReported>(), p => p.Values.ContainsKey(QualityProbe.Series));
        Assert.DoesNotContain(heard.Checkpoints, c => c.Reason == CheckpointReason.Best);
    }

    private HeardEvents Go(string id, bool measured, double? mostLookShare = null)
    {
        var run = new TinyRun(ModelFamilies.Of(id), Directory.CreateDirectory(Path.Combine(_folder, $"{id}-{measured}")).FullName) { Steps = 100 };
        var heard = new HeardEvents();
        var request = run.Request with { RulerPath = measured ? Path.Combine(_folder, $"{id}.ruler") : null, MostLookShare = mostLookShare };
        using var loop = new TrainLoop(request, new NoisyPatterns(run.Form, run.Items), heard, TimeProvider.System);
        Assert.Equal(TrainEnding.Finished, loop.Run(run.Commands).Ending);
        return heard;
    }
}
