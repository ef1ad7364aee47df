using AigcStudio.Core.Runs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Jobs;

/// <summary>Starts Engine processes; a test's double starts none.</summary>
public interface IEngineStarter
{
    /// <param name="name">Names its log file: <c>draw-cpu</c>, or a run's id.</param>
    /// <param name="listener">Hears the events of the training; null for an Engine that only draws and plans.</param>
    /// <exception cref="ChildNotStartedException">It did not come up.</exception>
    Task<IEngineChild> StartAsync(string name, IEngineListener? listener, CancellationToken cancel);
}

/// <summary>A running Engine. Disposing it hangs up, and kills it where it does not leave.</summary>
public interface IEngineChild : IAsyncDisposable
{
    IEngine Engine { get; }

    /// <summary>Of the process.</summary>
    int ProcessId { get; }

    /// <summary>Completes when the process has ended; never faults.</summary>
    Task<ChildExit> Exited { get; }

    void Kill();
}

public sealed class EngineStarter(StudioFolders folders, EngineFigures figures, TimeProvider clock, ILogger<EngineStarter> log) : IEngineStarter
{
    public async Task<IEngineChild> StartAsync(string name, IEngineListener? listener, CancellationToken cancel)
    {
        var start = new ChildStart(ChildProgram.Engine, folders.Spool, Path.Combine(folders.Logs, $"engine-{name}.log"))
        {
            Listener = listener is null ? null : ChildListener.For(listener),
        };
        var child = await LaunchAsync(start, cancel);
        figures.Started(child.Id, name, child.Exited);
        log.LogInformation("Engine {Name} started as process {ProcessId}", name, child.Id);
        return new EngineChild(child);
    }

    private async Task<ChildProcess<IEngine>> LaunchAsync(ChildStart start, CancellationToken cancel)
    {
        try
        {
            return await ChildProcess.StartAsync<IEngine>(start, clock, cancel);
        }
        catch (ChildNotStartedException)
        {
            figures.Failed();
            throw;
        }
    }

    private sealed class EngineChild(ChildProcess<IEngine> child) : IEngineChild
    {
        public IEngine Engine => child.Service;

        public int ProcessId => child.Id;

        public Task<ChildExit> Exited => child.Exited;

        public void Kill() => child.Kill();

        public ValueTask DisposeAsync() => child.DisposeAsync();
    }
}
