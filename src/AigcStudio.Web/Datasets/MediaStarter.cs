using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Datasets;

/// <summary>Starts Media processes; a test's double starts none.</summary>
public interface IMediaStarter
{
    /// <param name="slot">0, 1, 2 ...: names the log file.</param>
    /// <exception cref="ChildNotStartedException">It did not come up.</exception>
    Task<IMediaChild> StartAsync(int slot, CancellationToken cancel);
}

/// <summary>A running Media process. Its calls throw <see cref="ChildEndedException"/> once it is gone.</summary>
public interface IMediaChild : IAsyncDisposable
{
    IMedia Media { get; }

    bool HasEnded { get; }

    void Kill();
}

public sealed class MediaStarter(StudioFolders folders, TimeProvider time, IOptions<MediaOptions> options) : IMediaStarter
{
    public async Task<IMediaChild> StartAsync(int slot, CancellationToken cancel)
    {
        var threads = Math.Max(1, Environment.ProcessorCount / options.Value.Processes);
        var start = new ChildStart(ChildProgram.Media, folders.Spool, Path.Combine(folders.Logs, $"media-{slot}.log"))
        {
            Room = new ChildRoom(folders.Blobs, folders.Spool),
            Environment = new Dictionary<string, string>
            {
                ["VIPS_CONCURRENCY"] = threads.ToString(CultureInfo.InvariantCulture),

                // The runtime's diagnostic socket would lie outside the room, where the process may delete nothing any more.
                ["DOTNET_EnableDiagnostics"] = "0",

                // What libraries want to keep beside their work (temporary files, the list of fonts) goes where this process may write.
                ["TMPDIR"] = folders.Spool,
                ["XDG_CACHE_HOME"] = folders.Spool,
            },
        };
        return new MediaChild(await ChildProcess.StartAsync<IMedia>(start, time, cancel));
    }

    private sealed class MediaChild(ChildProcess<IMedia> child) : IMediaChild
    {
        public IMedia Media => child.Service;

        public bool HasEnded => child.Exited.IsCompleted;

        public void Kill() => child.Kill();

        public ValueTask DisposeAsync() => child.DisposeAsync();
    }
}
