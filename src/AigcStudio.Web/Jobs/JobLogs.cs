using System.Text;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Jobs;

/// <summary>What the child process that did a job printed last: for an administrator who wants to know why it failed.</summary>
public sealed class JobLogs(StudioFolders folders)
{
    private const int MostBytes = 8 << 10;
    private const int MostLines = 40;

    /// <summary>The last lines of the newest log of the job's kind of worker; null where there is none.</summary>
    public async Task<LogTail?> TailAsync(JobCard job, CancellationToken cancel)
    {
        var pattern = job.Kind switch
        {
            JobKind.Train => $"engine-run-{job.SubjectId:N}.log",
            JobKind.Evaluate => "engine-evaluation.log",
            JobKind.Draw => "engine-draw-*.log",
            JobKind.Import => "media-*.log",
            _ => null,
        };
        var newest = pattern is null ? null : new DirectoryInfo(folders.Logs).EnumerateFiles(pattern).MaxBy(f => f.LastWriteTimeUtc);
        return newest is null ? null : new LogTail(newest.Name, newest.LastWriteTimeUtc, await ReadAsync(newest.FullName, cancel));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Max(0, file.Length - MostBytes);
        var bytes = new byte[MostBytes];
        var read = await file.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, cancel);
        var lines = Encoding.UTF8.GetString(bytes, 0, read).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.TakeLast(MostLines)];
    }
}

/// <param name="Name">Of the file in the folder of logs.</param>
/// <param name="Lines">Oldest first.</param>
public sealed record LogTail(string Name, DateTimeOffset WrittenAt, IReadOnlyList<string> Lines);
