using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>The kernel kills the Engine for memory: a control group with hardly any.</summary>
internal sealed class StarvedEngine : IFault
{
    private const string Groups = "/sys/fs/cgroup/memory";

    public string Name => "starved-engine";

    public string? WhyNot(FaultLab lab) => File.Exists(Path.Combine(Groups, "memory.limit_in_bytes")) ? null : "no control group of memory (v1) is mounted";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var step = chance.Next(1, FaultLab.Steps * 3 / 4);
        await lab.ReachAsync(run, step);
        var engine = lab.TrainingEngine();
        var group = $"{Groups}/aigc-{engine}";
        if (!await HostCommand.TryAsync($"mkdir {group} && echo 2M > {group}/memory.limit_in_bytes && echo {engine} > {group}/cgroup.procs"))
        {
            throw new FaultMissedException("The control group could not be made.");
        }

        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(!HostProcesses.Lives(engine)), TimeSpan.FromSeconds(30), () => "It lives on 2 MB.");
            var killed = await HostCommand.TryAsync($"grep -q 'oom_kill [1-9]' {group}/memory.oom_control");
            if (!killed)
            {
                throw new FaultMissedException("The training ended before it needed memory.");
            }

            await Eventually.TrueAsync(() => SaidAsync(lab, run), TimeSpan.FromSeconds(30), () => "The run's log does not say that memory ran out.");
            return $"step {step}, by the kernel";
        }
        finally
        {
            await HostCommand.TryAsync($"rmdir {group}");
        }
    }

    private static async Task<bool> SaidAsync(FaultLab lab, Guid run) => await lab.Store.RowsAsync(
        "SELECT Sequence FROM RunLines WHERE RunId = $run AND Sentence LIKE '%jobs.child.outOfMemory%'", ("$run", StudioStore.Key(run))) is { Count: > 0 };
}
