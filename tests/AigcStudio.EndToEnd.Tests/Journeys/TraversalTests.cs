using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>
/// No path is made of what a person wrote: a studio under <c>strace</c> is given names that point elsewhere in every place that takes a name,
/// and no system call of it or of its children names a file by them, nor writes beside its data root.
/// </summary>
[Trait("Lane", "Slow")]
public sealed partial class TraversalTests
{
    /// <summary>Stands in every name: a path that holds it was made of one.</summary>
    private const string Word = "slipmark";

    // A picture of one pixel.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly string[] Names =
    [
        $"../{Word}.png", $"../../../../tmp/{Word}.png", $"/tmp/{Word}.png", $"..\\..\\{Word}.png", $"C:\\{Word}.png", $"a/../../{Word}.png", $"{Word}\0.png", $"~/{Word}.png",
        $"%2e%2e%2f{Word}.png", $"....//{Word}.png", $"file:///tmp/{Word}.png", $"{Word}.png:stream", $"{Word} folder/good.png", $"[page=1]{Word}.png", $"|{Word}", $"$({Word}).png",
    ];

    private static readonly string[] Places =
    [
        "/{0}", "/css/{0}", "/_content/MudBlazor/{0}", "/_framework/{0}", "/api/datasets/{0}", "/api/artifacts/{0}/file", "/api/artifacts/{0}/thumbnail", "/api/evaluations/{0}/report",
        "/api/runs/{0}/samples/1/sheet", "/api/runs/01970000-0000-7000-8000-000000000000/samples/1/clips/{0}", "/api/jobs/{0}/log", "/guest/{0}/media/01970000-0000-7000-8000-000000000000",
        "/api/datasets/01970000-0000-7000-8000-000000000000/versions/{0}/items/0/thumbnail", "/hangfire/{0}",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_file_is_named_by_what_a_person_wrote()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed.");
        await using var studio = await StudioProcess.StartAsync();
        using var api = await StudioApi.ForAsync(studio, "Admin");
        var trace = Path.Combine(Path.GetTempPath(), $"aigc-trace-{Guid.CreateVersion7():N}");
        using var strace = await AttachAsync(studio.Id, trace);
        Assert.SkipWhen(strace is null, "This host lets nobody trace a process.");
        try
        {
            var taken = await UploadAsync(api);
            var version = await api.FreezeAsync(taken.Dataset);
            foreach (var address in Places.SelectMany(p => new[] { $"..%2f..%2f{Word}", $"%2e%2e/%2e%2e/{Word}", $"../../{Word}", $"..%5c{Word}", $"{Word}%00.png", $"%252e%252e%252f{Word}" }
                .Select(n => p.Replace("{0}", n, StringComparison.Ordinal))))
            {
                Assert.InRange(await StatusAsync(studio.Address, address, api.Client.DefaultRequestHeaders.Authorization!.ToString()), 200, 499);
            }

            using var shown = await api.Client.GetAsync($"/api/datasets/{taken.Dataset}/versions/{version}/items/0/thumbnail", Cancel);
            Assert.True(shown.IsSuccessStatusCode);
            await DetachAsync(strace!);
            var calls = await File.ReadAllLinesAsync(trace, Cancel);
            Assert.True(calls.Count(c => c.Contains(studio.DataRoot, StringComparison.Ordinal)) > 100, "The trace holds next to nothing.");
            Assert.Empty(calls.Where(c => c.Contains(Word, StringComparison.Ordinal)).Take(5));
            Assert.Empty(calls.Where(c => Changes(c) && PathsOf(c).Any(p => !MayBeChanged(p, studio.DataRoot))).Take(5));
        }
        finally
        {
            if (!strace!.HasExited)
            {
                strace.Kill();
            }

            File.Delete(trace);
        }
    }

    private static async Task<(Guid Dataset, int Files)> UploadAsync(StudioApi api)
    {
        var dataset = await api.DraftAsync($"../../{Word}");
        var files = 0;
        foreach (var name in Names)
        {
            using var body = new ByteArrayContent(Pixel);
            body.Headers.ContentType = new("application/octet-stream");
            using var answer = await api.Client.PostAsync($"/api/datasets/{dataset}/files?name={Uri.EscapeDataString(name)}", body);
            Assert.InRange((int)answer.StatusCode, 200, 499);
            files += answer.IsSuccessStatusCode ? 1 : 0;
        }

        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in Names)
            {
                await using var entry = zip.CreateEntry(name).Open();
                await entry.WriteAsync(Pixel);
            }
        }

        archive.Position = 0;
        await api.UploadAsync(dataset, $"{Word}.zip", archive);
        Assert.InRange(files, 3, Names.Length);
        return (dataset, files);
    }

    // Not HttpClient: it tidies an address up before it is sent.
    private static async Task<int> StatusAsync(Uri studio, string address, string key)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(studio.Host, studio.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: {studio.Authority}\r\nAuthorization: {key}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync() ?? "";
        return int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static async Task<Process?> AttachAsync(int process, string trace)
    {
        var strace = Process.Start("/usr/bin/strace", ["-f", "-qq", "-e", "trace=%file", "-e", "signal=none", "-o", trace, "-p", $"{process}"])!;
        await Eventually.TrueAsync(
            () => Task.FromResult(strace.HasExited || !File.ReadAllText($"/proc/{process}/status").Contains("TracerPid:\t0", StringComparison.Ordinal)),
            TimeSpan.FromMinutes(1), () => "strace does not attach.");
        return strace.HasExited ? null : strace;
    }

    // On this signal it lets go of what it traces and writes its file to the end.
    private static async Task DetachAsync(Process strace)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {strace.Id}"])!;
        await kill.WaitForExitAsync();
        await strace.WaitForExitAsync();
    }

    private static bool Changes(string call) => WritePattern().IsMatch(call);

    private static IEnumerable<string> PathsOf(string call) => PathPattern().Matches(call).Select(m => m.Groups[1].Value);

    private static bool MayBeChanged(string path, string dataRoot) =>
        path.StartsWith(dataRoot + "/", StringComparison.Ordinal) || path is "/dev/null" or "/dev/tty"
        || path.StartsWith("/proc/self/", StringComparison.Ordinal) || path.StartsWith("/proc/thread-self/", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+ +(open(at)?2?\(.*O_(WRONLY|RDWR|CREAT|TRUNC)|(mkdir|rename|unlink|link|symlink|mknod|rmdir|truncate|chmod|chown|lchown|fchmod|fchown|utime)\w*\()")]
    private static partial Regex WritePattern();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex PathPattern();
}
