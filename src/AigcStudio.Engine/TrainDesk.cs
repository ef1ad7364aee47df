using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Engine;

/// <summary>The one training that an Engine does at a time, and what is asked of it meanwhile.</summary>
internal sealed class TrainDesk(TimeProvider time)
{
    private TrainCommands? _commands;

    /// <summary>Takes the desk until disposed.</summary>
    /// <exception cref="EngineException"><c>engine.busy</c>.</exception>
    internal IDisposable TakeTurn() =>
        Interlocked.CompareExchange(ref _commands, new TrainCommands(), null) is null
            ? new Turn(this)
            : throw new EngineException("engine.busy");

    internal void Ask(TrainCommand command) => _commands?.Ask(command);

    /// <summary>On the training thread.</summary>
    internal TrainOutcome Train(TrainRequest request, IRunReporter reporter)
    {
        EngineDevices.RefuseUnknown(request.Device);
        using var pack = ExamplePack.Open(request.PackPath);
        return DeviceMemory.Guard(request.Device, () =>
        {
            using var loop = new TrainLoop(request, pack, reporter, time);
            return loop.Run(_commands!);
        });
    }

    private sealed class Turn(TrainDesk desk) : IDisposable
    {
        public void Dispose() => desk._commands = null;
    }
}
