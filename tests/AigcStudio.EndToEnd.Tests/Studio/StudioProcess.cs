using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>The built studio as a real process with a data root of its own: started, killed and started again.</summary>
public sealed partial class StudioProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _console = new();
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private StudioProcess(string dataRoot, IReadOnlyDictionary<string, string> settings)
    {
        DataRoot = dataRoot;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _settings = new(settings)
        {
            // Journeys measure what they need; the minute at a start would run beside them on two cores.
            ["Studio__MeasureAtStart"] = settings.GetValueOrDefault("Studio__MeasureAtStart", "false"),
            ["Studio__DataRoot"] = dataRoot,
            ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'),
        };
    }

    public string DataRoot { get; }

    public int Id => _process!.Id;

    /// <summary>Whether the process is gone, by whatever hand.</summary>
    public bool HasEnded => _process!.HasExited;

    public Uri Address { get; }

    /// <summary>The one-time link of the first start.</summary>
    public Uri? SignInLink { get; private set; }

    /// <summary>Everything the studio said so far.</summary>
    public string Console => string.Join('\n', _console);

    /// <summary>The folder the studio was built into.</summary>
    public static string Program { get; } = Path.Combine(
        Repository.Root, "src/AigcStudio.Web/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Name, "net10.0/linux-x64/AigcStudio.Web");

    /// <summary>Starts a studio on an empty data root and waits until it is ready.</summary>
    /// <param name="dataRoot">An empty folder; null for one of its own.</param>
    public static async Task<StudioProcess> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string? dataRoot = null)
    {
        var root = dataRoot ?? Directory.CreateTempSubdirectory("aigc-e2e-").FullName;
        var studio = new StudioProcess(root, settings ?? new Dictionary<string, string> { ["Studio__DemoData"] = "false" });
        await studio.StartAgainAsync();
        return studio;
    }

    /// <summary>Starts it on the data root it had.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(Command([]))!;
        _ = ListenAsync(_process.StandardOutput);
        _ = ListenAsync(_process.StandardError);
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.TrueAsync(
            async () => _process.HasExited
                ? throw new InvalidOperationException($"The studio ended at start:\n{Console}")
                : (await client.GetAsync("/health/ready")).IsSuccessStatusCode,
            StartLimit, () => $"The studio did not become ready:\n{Console}");
    }

    /// <summary>Runs a command of the studio's command line on the same data root; returns what it printed.</summary>
    public async Task<string> CommandLineAsync(params string[] arguments)
    {
        using var command = Process.Start(Command(arguments))!;
        var output = command.StandardOutput.ReadToEndAsync();
        var error = command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? await output : throw new InvalidOperationException($"{await output}\n{await error}");
    }

    /// <summary>SIGKILL to the studio alone: its children must notice by themselves.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM to the studio, as a service manager sends it; with <paramref name="children"/> to all that it started too, as a terminal does.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> StopAsync(bool children = false)
    {
        var asked = (children ? Children("AigcStudio") : []).Prepend(Id).Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var kill = Process.Start("kill", ["-TERM", .. asked]);
        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>The process ids of the studio's living children whose command line holds a word.</summary>
    public IReadOnlyList<int> Children(string word) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Where(d => int.TryParse(Path.GetFileName(d), out _) && IsChild(d, word))
            .Select(d => int.Parse(Path.GetFileName(d), System.Globalization.CultureInfo.InvariantCulture))];

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(DataRoot, recursive: true);
    }

    private bool IsChild(string folder, string word)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ')[1] == $"{_process!.Id}"
                && File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(word, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo Command(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task ListenAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _console.Enqueue(line);
            if (LinkPattern().Match(line) is { Success: true } link && link.Value.Length > Address.ToString().Length + 20)
            {
                SignInLink ??= new Uri(link.Value);
            }
        }
    }

    [GeneratedRegex(@"https?://127\.0\.0\.1:\d+/\S+")]
    private static partial Regex LinkPattern();
}
