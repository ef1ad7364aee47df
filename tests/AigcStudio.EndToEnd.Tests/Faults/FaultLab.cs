using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>
/// One studio with its Engines, as processes on a data root of their own, a small dataset, and a run that nothing disturbed. What a fault broke
/// is brought up again here, the way a person would: start the studio once more, resume the run.
/// </summary>
internal sealed class FaultLab : IAsyncDisposable
{
    public const int Steps = 80;
    public const double LeaseSeconds = 6;
    public const double GraceSeconds = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly int _recipeSeed;
    private readonly List<Guid> _queued = [];

    private FaultLab(StudioProcess studio, StudioApi api, SmallDisk? disk, int recipeSeed)
    {
        (Studio, Api, Disk, _recipeSeed) = (studio, api, disk, recipeSeed);
        Store = new StudioStore(studio.DataRoot);
    }

    public StudioProcess Studio { get; }

    public StudioApi Api { get; }

    public StudioStore Store { get; }

    /// <summary>What the data root lies on; null where the host lets nothing be mounted.</summary>
    public SmallDisk? Disk { get; }

    public Guid Version { get; private set; }

    /// <summary>The run that nothing disturbed.</summary>
    public Guid Unbroken { get; private set; }

    /// <summary>Every run that was ever asked for.</summary>
    public IReadOnlyList<Guid> Queued => _queued;

    public static string Pictures => Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip");

    /// <param name="recipeSeed">Of all its runs.</param>
    public static async Task<FaultLab> OpenAsync(int recipeSeed)
    {
        var disk = await SmallDisk.MountAsync();
        var studio = await StudioProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Studio__DemoData"] = "false",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft"] = "Warning",
                ["Jobs__CheckpointSeconds"] = "1",
                ["Jobs__HeartbeatSeconds"] = "0.5",
                ["Jobs__LeaseSeconds"] = $"{LeaseSeconds}",
                ["Jobs__RoundSeconds"] = "1",
                ["Jobs__GraceSeconds"] = $"{GraceSeconds}",
                ["Uploads__ReserveBytes"] = "1000000",
            },
            disk is null ? null : Directory.CreateDirectory(Path.Combine(disk.Folder, "data")).FullName);
        var lab = new FaultLab(studio, await StudioApi.ForAsync(studio, "Admin"), disk, recipeSeed);
        lab.Version = await lab.Api.MakeDatasetAsync("Tiny", Pictures);
        await lab.Store.WatchWritersAsync();
        lab.Unbroken = await lab.QueueAsync();
        await lab.Api.WaitForRunAsync(lab.Unbroken, Limit, "Finished");
        return lab;
    }

    public async Task<Guid> QueueAsync()
    {
        var run = await Api.QueueRunAsync(Recipe);
        _queued.Add(run);
        return run;
    }

    /// <summary>The recipe of all runs here.</summary>
    public object Recipe => new
    {
        datasetVersionId = Version,
        familyId = "ImageVae",
        preset = "own",
        seed = _recipeSeed,
        steps = Steps,
        settings = new { resolution = "28", width = 16, hidden = 32, batch = 16 },
    };

    /// <summary>Counts a run that a fault itself asked for.</summary>
    public void Expect(Guid run) => _queued.Add(run);

    /// <summary>Waits until a run has learned so far, or is over.</summary>
    public Task ReachAsync(Guid run, int step) => Eventually.TrueAsync(
        async () => await Api.RunAsync(run) is { } seen && ((int)seen["step"]! >= step || (string)seen["state"]! == "finished"),
        Limit, () => $"Step {step} was not reached:\n{Studio.Console}");

    /// <summary>The Engine that trains: it was started last.</summary>
    /// <exception cref="FaultMissedException">None is there.</exception>
    public int TrainingEngine() => Studio.Children("AigcStudio.Engine") is { Count: > 0 } engines
        ? engines.Max()
        : throw new FaultMissedException("The training was over.");

    /// <summary>Kills the studio and leaves its children to notice.</summary>
    public Task KillStudioAsync() => Studio.KillAsync();

    /// <summary>Brings everything up again and waits until a run has finished.</summary>
    /// <param name="mayFail">Whether the run may have failed loudly in between.</param>
    public Task FinishAsync(Guid run, bool mayFail)
    {
        JsonNode? seen = null;
        return Eventually.TrueAsync(
            async () =>
            {
                await StartIfDeadAsync();
                seen = await Api.RunAsync(run);
                switch ((string)seen["state"]!)
                {
                    case "finished":
                        return true;
                    case "failed" when !mayFail:
                        throw new InvalidOperationException($"The run failed: {seen["failure"]}");
                    case "failed" or "paused" or "cancelled":
                        await Api.PostAsync($"/api/runs/{run}/resume");
                        return false;
                    default:
                        return false;
                }
            },
            Limit, () => $"The run did not finish: {seen}\n{Studio.Console}");
    }

    public async Task StartIfDeadAsync()
    {
        if (Studio.HasEnded)
        {
            await Studio.StartAgainAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Studio.DisposeAsync();
        await (Disk?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
