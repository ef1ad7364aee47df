using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using Xunit;

namespace AigcStudio.Generative.Tests.Runs.Health;

/// <summary>Detector against planted failure, and no alarm in sound runs. The figures behind the thresholds stand at the thresholds.</summary>
[Trait("Lane", "Slow")]
public sealed class HealthTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("health-").FullName;

    public static TheoryData<string> Families => [.. ModelFamilies.All.Select(f => f.Descriptor.Id)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("rate x100", "ImageVae", "health.stepsTooLarge")]
    [InlineData("rate x1000", "TextVae", "health.stepsTooLarge")]
    [InlineData("beta 0", "ImageVae", "health.codeUnordered")]
    [InlineData("beta 100", "AudioVae", "health.soundsAlike")]
    [InlineData("a code that is charged at once", "TextVae", "health.codeSaysNothing")]
    [InlineData("discriminator frozen", "ImageGan", "health.discriminatorLost")]
    [InlineData("one sample over and over", "TextVae", "health.repeatsItself")]
    [InlineData("20 texts", "TextVae", "health.learnsByHeart")]
    [InlineData("20 pairs", "ReplyTexts", "health.byHeart")]
    [InlineData("wrong range", "ImageVae", "health.dataOneLevel")]
    [InlineData("silence", "AudioVae", "health.dataSilent")]
    [InlineData("a grid over the samples", "ImageVae", "health.checkerboard")]
    [InlineData("silent samples", "AudioVae", "health.samplesSilent")]
    [InlineData("samples at full scale", "AudioVae", "health.samplesClip")]
    [InlineData("samples off centre", "AudioVae", "health.samplesOffCentre")]
    public void A_planted_failure_is_named_at_the_end(string failure, string family, string code)
    {
        var last = Judged(family, failure, seed: 1)[^1];

        Assert.Equal(code, last.Sentence.Code);
        Assert.True(last.Worry >= 1);
        Assert.Equal(HealthActs.For(code), last.Act);
        Assert.NotNull(last.Act);
    }

    [Theory, Trait("Lane", "Slow")]
    [InlineData("20 items", "ImageVae", "health.learnsByHeart")]
    [InlineData("20 pictures", "ImageGan", "health.discriminatorByHeart")]
    public void Learning_by_heart_is_named_whatever_the_seed(string failure, string family, string code) =>
        Assert.All(Enumerable.Range(1, 3), seed => Assert.Equal(code, Judged(family, failure, seed)[^1].Sentence.Code));

    [Theory, Trait("Lane", "Slow")]
    [InlineData("GAN's rate x100", "ImageGan", "health.stepsTooLarge")]
    [InlineData("beta 100", "ImageVae", "health.ignoresItsCode")]
    [InlineData("one sample over and over", "ImageGan", "health.repeatsItself")]
    [InlineData("wrong range", "ImageGan", "health.dataOneLevel")]
    [InlineData("a grid over the samples", "ImageGan", "health.checkerboard")]
    public void The_same_failure_is_named_in_another_family(string failure, string family, string code) =>
        Assert.Equal(code, Judged(family, failure, seed: 1)[^1].Sentence.Code);

    [Theory, MemberData(nameof(Families))]
    public void A_sound_run_ends_without_a_worry(string family) => AssertWell(Judged(family, "none", seed: 1)[^1]);

    [Theory, Trait("Lane", "Slow"), MemberData(nameof(Families))]
    public void Sound_runs_end_without_a_worry_whatever_the_seed(string family)
    {
        AssertWell(Judged(family, "none", seed: 2)[^1]);
        AssertWell(Judged(family, "none", seed: 3)[^1]);
    }

    private static void AssertWell(HealthJudged last) => Assert.Equal(("health.learningWell", 0, null), (last.Sentence.Code, last.Worry, last.Act));

    private IReadOnlyList<HealthJudged> Judged(string id, string name, int seed)
    {
        var (family, failure) = (ModelFamilies.Of(id), Failure.All[name]);
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{seed}")).FullName;
        var run = new TinyRun(family, folder) { Seed = seed, Steps = failure.Steps, Items = failure.Items, SampleEverySteps = 10000 };
        IExampleStore store = failure.Bend is { } bend ? new BentStore(run.Store, bend) : run.Store;
        var heard = new HeardEvents();
        using var loop = new TrainLoop(run.Request, store, heard, TimeProvider.System, setup => Plant(family, setup, failure));
        Assert.Equal(TrainEnding.Finished, loop.Run(run.Commands).Ending);
        return heard.Of<HealthJudged>();
    }

    private static PlantedLearner Plant(IModelFamily family, LearnerSetup setup, Failure failure)
    {
        var settings = (JsonObject)setup.Settings.DeepClone();
        foreach (var (key, value) in failure.Settings)
        {
            settings[key] = value!.DeepClone();
        }

        return new PlantedLearner(family.CreateLearner(setup with { Settings = settings }), failure.Frozen, failure.Spoil);
    }
}
