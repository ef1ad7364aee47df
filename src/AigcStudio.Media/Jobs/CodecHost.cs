using System.Diagnostics;
using System.Text.Json;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// The second role of this program. A Media process may start no other program once its filter stands, so before that it
/// starts itself in this role, which does nothing but start ffmpeg with <see cref="FfmpegArguments"/>: a job a line on standard
/// input, a word a line on standard output. It copies bytes and looks at none. It runs under the same filter, but for
/// <c>execve</c>; ffmpeg inherits that and gets limits of its own before the first byte that it is fed. It ends when its input does.
/// </summary>
internal static class CodecHost
{
    public const string Role = "codec";
    public const string Done = "done";
    public const string Failed = "failed";

    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);

    /// <param name="ffmpeg">Where it is.</param>
    public static async Task RunAsync(string ffmpeg)
    {
        ProcessLimits.ApplyToCodecHost();
        using var jobs = new StreamReader(Console.OpenStandardInput());
        await using var answers = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var hungUp = new CancellationTokenSource();
        var next = jobs.ReadLineAsync();
        while (await next is { } line)
        {
            next = jobs.ReadLineAsync();
            _ = next.ContinueWith(n => { if (n.Result is null) { hungUp.Cancel(); } }, TaskScheduler.Default);
            var job = JsonSerializer.Deserialize<CodecJob>(line)!;
            await answers.WriteLineAsync(await ServeAsync(ffmpeg, job, hungUp.Token) ? Done : Failed);
        }
    }

    private static async Task<bool> ServeAsync(string ffmpeg, CodecJob job, CancellationToken hungUp)
    {
        var start = new ProcessStartInfo(ffmpeg, FfmpegArguments.For(job)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment.Clear();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(hungUp);
        limit.CancelAfter(LongestRun);
        using var process = Process.Start(start)!;
        try
        {
            ProcessLimits.ApplyToCodec(process.Id, LongestRun);
            if (FfmpegArguments.IsFed(job))
            {
                await FeedAsync(process, job.Input, limit.Token);
            }

            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 && File.Exists(job.Output);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task FeedAsync(Process process, string path, CancellationToken cancel)
    {
        try
        {
            await using var input = File.OpenRead(path);
            await using var pipe = process.StandardInput.BaseStream;
            await input.CopyToAsync(pipe, cancel);
        }
        catch (IOException)
        {
            // It has read enough, or it is gone; its exit code tells which.
        }
    }
}
