using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Runs;
using StreamJsonRpc;
using Xunit;

namespace AigcStudio.Generative.Tests.Engine;

/// <summary>The real process over the real sockets.</summary>
[Trait("Lane", "Slow")]
public sealed class EngineProcessTests : IDisposable
{
    private static readonly IModelFamily Family = ModelFamilies.Of("ImageGan");

    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_killed_run_resumes_in_a_new_process_to_the_weights_and_points_of_an_unbroken_one()
    {
        TestDevice.MustBeExact();
        var unbroken = Run("unbroken");
        var whole = new HeardEvents();
        await using (var child = await EngineChild.StartAsync(whole, Cancel))
        {
            Assert.Equal(TrainEnding.Finished, (await child.Service.TrainAsync(unbroken.Request, Cancel)).Ending);
        }

        var broken = Run("broken");
        EngineChild? victim = null;
        var seen = new TaskCompletionSource<CheckpointWritten>();
        var first = new HeardEvents(e =>
        {
            _ = e.Payload is PointsReported { Step: 10 } ? victim!.Service.CommandAsync(TrainCommand.Checkpoint) : null;
            _ = e.Payload is CheckpointWritten saved && seen.TrySetResult(saved);
        });
        await using (victim = await EngineChild.StartAsync(first, Cancel))
        {
            var training = victim.Service.TrainAsync((broken with { }).Request, Cancel);
            await Or(training, seen.Task);
            await victim.KillAsync();
            await Assert.ThrowsAsync<ConnectionLostException>(() => training);
            Assert.Equal(137, victim.Process.ExitCode);
        }

        var saved = await seen.Task;
        var second = new HeardEvents();
        await using (var child = await EngineChild.StartAsync(second, Cancel))
        {
            var outcome = await child.Service.TrainAsync((broken with { ResumeFrom = saved.File }).Request, Cancel);
            Assert.Equal(new TrainOutcome(TrainEnding.Finished, broken.Steps, null), outcome);
        }

        Assert.Equal(saved.Step, second.Of<TrainingStarted>().Single().FromStep);
        Assert.Equal(whole.Points(), [.. first.Points().TakeWhile(p => StepOf(p) <= saved.Step), .. second.Points()]);
        AssertSameTensors(whole.Checkpoints[^1].File, second.Checkpoints[^1].File);
    }

    [Fact]
    public async Task Events_come_in_order_and_before_the_outcome()
    {
        var heard = new HeardEvents();
        await using var child = await EngineChild.StartAsync(heard, Cancel);

        var outcome = await child.Service.TrainAsync((Run("order") with { SampleEverySteps = 20 }).Request with { FirstSequence = 5 }, Cancel);

        Assert.Equal(Enumerable.Range(5, heard.All.Count).Select(i => (long)i), heard.All.Select(e => e.Sequence));
        Assert.IsType<TrainingStarted>(heard.All[0].Payload);
        Assert.Equal(CheckpointReason.Finished, Assert.IsType<CheckpointWritten>(heard.All[^1].Payload).Reason);
        Assert.Equal(TrainEnding.Finished, outcome.Ending);
        Assert.Equal([0, 20, 40], heard.Of<SamplesDrawn>().Select(s => s.Step));
        Assert.All(heard.Of<SamplesDrawn>(), s => Assert.Equal(s.Total * s.Form.ExampleBytes, new FileInfo(s.File).Length));
        Assert.NotEmpty(heard.Of<MetersReported>());
    }

    [Fact]
    public async Task The_engine_ends_within_a_moment_when_its_parent_is_gone_even_in_the_middle_of_a_training()
    {
        var started = new TaskCompletionSource();
        var heard = new HeardEvents(e => _ = e.Payload is MetersReported && started.TrySetResult());
        await using var child = await EngineChild.StartAsync(heard, Cancel);
        var training = child.Service.TrainAsync((Run("orphan") with { Steps = 1_000_000 }).Request, Cancel);
        await Or(training, started.Task);

        Assert.Equal(75, await child.CutLeashAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel));
    }

    [Fact]
    public async Task An_engine_that_is_hung_up_on_ends_well()
    {
        await using var child = await EngineChild.StartAsync(new HeardEvents(), Cancel);
        await child.Service.GreetAsync(Cancel);

        Assert.Equal(0, await child.HangUpAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel));
    }

    [Fact]
    public async Task Refusals_cross_the_wire_with_code_and_arguments()
    {
        await using var child = await EngineChild.StartAsync(new HeardEvents(), Cancel);
        var run = Run("refused");
        var wild = run.Request with { Recipe = run.Request.Recipe with { Settings = new JsonObject { ["width"] = 5000 } } };

        var refusal = await Assert.ThrowsAsync<RemoteInvocationException>(() => child.Service.TrainAsync(wild, Cancel));

        Assert.Equal(IEngine.RefusedErrorCode, refusal.ErrorCode);
        var said = Assert.IsType<Said>(refusal.DeserializedErrorData);
        Assert.Equal("recipe.outOfRange", said.Code);
        Assert.Equal(["width", "16", "128"], said.Arguments);
    }

    [Fact]
    public async Task A_second_training_is_refused_while_one_runs_and_commands_reach_the_first()
    {
        var started = new TaskCompletionSource();
        var heard = new HeardEvents(e => _ = e.Payload is MetersReported && started.TrySetResult());
        await using var child = await EngineChild.StartAsync(heard, Cancel);
        var long1 = (Run("first") with { Steps = 1_000_000 }).Request;
        var first = child.Service.TrainAsync(long1, Cancel);
        await Or(first, started.Task);

        var refusal = await Assert.ThrowsAsync<RemoteInvocationException>(() => child.Service.TrainAsync(long1, Cancel));
        Assert.Contains("engine.busy", refusal.Message, StringComparison.Ordinal);

        await child.Service.CommandAsync(TrainCommand.Pause);
        Assert.Equal(TrainEnding.Paused, (await first).Ending);
        Assert.Equal(CheckpointReason.Paused, heard.Checkpoints[^1].Reason);
    }

    [Fact]
    public async Task It_plans_greets_and_draws_while_it_trains()
    {
        var checkpoint = new TaskCompletionSource<string>();
        EngineChild? child = null;
        var heard = new HeardEvents(e =>
        {
            _ = e.Payload is MetersReported ? child!.Service.CommandAsync(TrainCommand.Checkpoint) : null;
            _ = e.Payload is CheckpointWritten saved && checkpoint.TrySetResult(saved.File);
        });
        await using var started = child = await EngineChild.StartAsync(heard, Cancel);
        var training = child.Service.TrainAsync((Run("both") with { Steps = 1_000_000 }).Request, Cancel);
        await Or(training, checkpoint.Task);
        var file = await checkpoint.Task;

        var greeting = await child.Service.GreetAsync(Cancel);
        var plan = await child.Service.PlanAsync(new("ImageGan", (JsonObject)Family.Tiny.DeepClone(), new(default, 100, [], 40, 50, true), TestDevice.Id), Cancel);
        var output = Path.Combine(_folder, "drawn.raw");
        var draw = new DrawRequest(file, ContentHash.Of(File.ReadAllBytes(file)), 5, 1, "stripe 1", [], output, TestDevice.Id);
        var outcome = await child.Service.DrawAsync(draw, Cancel);
        await child.Service.CommandAsync(TrainCommand.Cancel);

        Assert.Equal("2.10.0", greeting.Version);
        Assert.Equal("cpu", greeting.Devices[^1].Id);
        Assert.Equal("image-1x28x28", plan.Form.Key);
        Assert.InRange(plan.SecondsPerStep, 1e-5, 10);
        Assert.Equal(8, plan.ExamplesPerStep);
        Assert.Equal(5, outcome.Count);
        Assert.Equal(5 * 784, new FileInfo(output).Length);
        Assert.Equal(TrainEnding.Cancelled, (await training).Ending);
    }

    [Fact]
    public void The_description_beside_the_engine_is_that_of_the_families()
    {
        var written = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FamilyList.FileName));

        Assert.Equal(FamilyList.Write([.. ModelFamilies.All.Select(f => f.Descriptor)]), written);
        Assert.Equal(written, FamilyList.Write(FamilyList.Read(written)));
    }

    internal static void AssertSameTensors(string expectedFile, string actualFile)
    {
        using var expected = CheckpointFile.Read(expectedFile);
        using var actual = CheckpointFile.Read(actualFile);
        Assert.Equal(expected.Tensors.Keys, actual.Tensors.Keys);
        Assert.All(expected.Tensors, t => Assert.True(t.Value.bytes.SequenceEqual(actual.Tensors[t.Key].bytes), t.Key));
    }

    // A training that fails must fail its test, not keep it waiting for an event that will never come.
    private static async Task Or(Task training, Task awaited)
    {
        if (await Task.WhenAny(training, awaited).WaitAsync(TimeSpan.FromSeconds(60), Cancel) == training)
        {
            await training;
            Assert.Fail("The training ended first.");
        }
    }

    private static int StepOf(string point) => int.Parse(point.Split(':')[0], null);

    private TinyRun Run(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var run = new TinyRun(Family, folder);
        run.Store.WriteTo(run.PackPath);
        return run;
    }
}
