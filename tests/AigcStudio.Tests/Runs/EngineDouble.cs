using System.Threading.Channels;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Tests.Jobs;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Tests.Runs;

/// <summary>An Engine without libtorch: its loss at a step is the step's own, its checkpoint is the step written out.</summary>
internal sealed class EngineDouble : IEngineStarter
{
    public static readonly ImageForm Form = new(1, 4, 4);

    private readonly List<Child> _started = [];

    /// <summary>Attempts that die once they reach the step; by attempt, 1 first.</summary>
    public Dictionary<int, int> DiesAt { get; } = [];

    /// <summary>What an Engine that dies has printed.</summary>
    public IReadOnlyList<string> LastWords { get; set; } = [];

    /// <summary>The step at which the numbers run away, or null.</summary>
    public int? DivergesAt { get; set; }

    /// <summary>Where a training waits until someone asks something of it.</summary>
    public int? WaitsAt { get; set; }

    public bool AnswersCommands { get; set; } = true;

    public int CheckpointEvery { get; set; } = 10;

    /// <summary>What each training was asked, in order.</summary>
    public List<TrainRequest> Requests { get; } = [];

    /// <summary>Completes when a training has come to <see cref="WaitsAt"/>.</summary>
    public TaskCompletionSource Waiting { get; private set; } = new();

    public Task<IEngineChild> StartAsync(string name, IEngineListener? listener, CancellationToken cancel)
    {
        var child = new Child(this, listener);
        _started.Add(child);
        return Task.FromResult<IEngineChild>(child);
    }

    private sealed class Child(EngineDouble world, IEngineListener? listener) : MuteEngine, IEngineChild
    {
        private readonly TaskCompletionSource<ChildExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Channel<TrainCommand> _commands = Channel.CreateUnbounded<TrainCommand>();
        private long _sequence;

        public IEngine Engine => this;

        public int ProcessId => 0;

        public Task<ChildExit> Exited => _exited.Task;

        public void Kill() => _exited.TrySetResult(new ChildExit("engine", 137, Killed: true));

        public ValueTask DisposeAsync()
        {
            _exited.TrySetResult(new ChildExit("engine", 0, Killed: false));
            return ValueTask.CompletedTask;
        }

        public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
            Task.FromResult(new EngineGreeting("double", "cpu", 1, [new EngineDevice("cpu", "processor", 1 << 30)]));

        public override Task<TrainPlan> PlanAsync(PlanRequest request, CancellationToken cancel) =>
            Task.FromResult(new TrainPlan(Form, 0.5, 1 << 20, 1234, 16));

        public override Task CommandAsync(TrainCommand command) => _commands.Writer.WriteAsync(command).AsTask();

        public override async Task<TrainOutcome> TrainAsync(TrainRequest request, CancellationToken cancel)
        {
            world.Requests.Add(request);
            var ended = await Task.WhenAny(_exited.Task, LearnAsync(request));
            return ended is Task<TrainOutcome> outcome ? await outcome : throw new ChildEndedException(await _exited.Task);
        }

        private async Task<TrainOutcome> LearnAsync(TrainRequest request)
        {
            var at = request.ResumeFrom is { } from ? int.Parse(await File.ReadAllTextAsync(from), System.Globalization.CultureInfo.InvariantCulture) : 0;
            _sequence = request.FirstSequence - 1;
            await SayAsync(new TrainingStarted("cpu", at, request.Recipe.Steps, 1234));
            while (at < request.Recipe.Steps)
            {
                at++;
                if (world.DiesAt.GetValueOrDefault(world.Requests.Count) == at)
                {
                    _exited.TrySetResult(new ChildExit("engine", 137, Killed: false) { LastWords = world.LastWords });
                    await Task.Delay(Timeout.Infinite, CancellationToken.None);
                }

                if (world.DivergesAt == at)
                {
                    return new TrainOutcome(TrainEnding.Diverged, at, Said.Of("health.notANumber", at));
                }

                await SayAsync(new PointsReported(at, new Dictionary<string, double> { ["loss"] = 1.0 / at }));
                if (at % world.CheckpointEvery == 0)
                {
                    await SaveAsync(request, at, CheckpointReason.Timed);
                }

                if (await AskedAsync(request, at) is { } ending)
                {
                    return ending;
                }
            }

            await SaveAsync(request, at, CheckpointReason.Finished);
            return new TrainOutcome(TrainEnding.Finished, at, null);
        }

        private async Task<TrainOutcome?> AskedAsync(TrainRequest request, int at)
        {
            if (world.WaitsAt == at)
            {
                world.Waiting.TrySetResult();
                await _commands.Reader.WaitToReadAsync(CancellationToken.None);
            }

            while (_commands.Reader.TryRead(out var command))
            {
                if (!world.AnswersCommands)
                {
                    await Task.Delay(Timeout.Infinite, CancellationToken.None);
                }

                switch (command)
                {
                    case TrainCommand.Pause:
                        await SaveAsync(request, at, CheckpointReason.Paused);
                        return new TrainOutcome(TrainEnding.Paused, at, null);
                    case TrainCommand.Cancel:
                        await SaveAsync(request, at, CheckpointReason.Cancelled);
                        return new TrainOutcome(TrainEnding.Cancelled, at, null);
                    case TrainCommand.Sample:
                        await SampleAsync(request, at);
                        break;
                    default:
                        await SaveAsync(request, at, CheckpointReason.Asked);
                        break;
                }
            }

            return null;
        }

        private async Task SaveAsync(TrainRequest request, int at, CheckpointReason reason)
        {
            var file = Path.Combine(request.SpoolFolder, $"checkpoint-{_sequence}");
            await File.WriteAllTextAsync(file, at.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await SayAsync(new CheckpointWritten(at, file, 1, reason));
        }

        private async Task SampleAsync(TrainRequest request, int at)
        {
            var file = Path.Combine(request.SpoolFolder, $"samples-{_sequence}");
            await File.WriteAllBytesAsync(file, new byte[4 * Form.ExampleBytes]);
            await SayAsync(new SamplesDrawn(at, file, 4, Form));
        }

        private Task SayAsync(RunEventPayload payload) =>
            listener!.HeardAsync(new RunEvent(++_sequence, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), payload));
    }
}
