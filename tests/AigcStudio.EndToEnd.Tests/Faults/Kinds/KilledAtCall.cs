using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>SIGKILL at the n-th write, flush, rename or removal: in the middle of a checkpoint, a blob or a row.</summary>
/// <param name="ofEngine">Whether the Engine is the victim, or the studio.</param>
/// <param name="only">One of the calls, the first that comes; null for one by chance, and one of the next few.</param>
internal sealed class KilledAtCall(bool ofEngine, string? only = null) : IFault
{
    private static readonly string[] Calls = ["pwrite64", "fsync,fdatasync", "rename,renameat,renameat2", "unlink,unlinkat", "write,writev,pwritev"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Name => ofEngine ? "engine-killed-at-call" : "studio-killed-at-call";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var (step, call, number) = (chance.Next(1, FaultLab.Steps / 3), only ?? Calls[chance.Next(Calls.Length)], only is null ? chance.Next(1, 6) : 1);
        await lab.ReachAsync(run, step);
        var victim = ofEngine ? lab.TrainingEngine() : lab.Studio.Id;
        await using var strace = await Strace.AttachAsync(victim, call, $"signal=SIGKILL:when={number}");
        try
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(!HostProcesses.Lives(victim)), Patience, () => $"No thread came to call {number} of {call}.");
        }
        catch (TimeoutException late)
        {
            throw new FaultMissedException(late.Message);
        }

        return $"step {step}, call {number} of {call.Split(',')[0]}";
    }
}
