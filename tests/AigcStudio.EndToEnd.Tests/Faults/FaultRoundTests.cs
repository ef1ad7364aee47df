using AigcStudio.EndToEnd.Tests.Faults.Kinds;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>The most telling faults, one after another on one studio, always at the same places.</summary>
[Trait("Lane", "Slow")]
public sealed class FaultRoundTests(ITestOutputHelper output)
{
    private const int Seed = 3;

    [Fact]
    public async Task A_studio_killed_at_a_rename_starved_of_disk_and_refused_its_flushes_loses_and_doubles_nothing()
    {
        await using var lab = await FaultLab.OpenAsync(Seed);
        IFault[] faults = [new KilledAtCall(ofEngine: false, "rename,renameat,renameat2"), new FullDisk(), new FailedSync()];
        foreach (var fault in faults.Where(f => f.WhyNot(lab) is null))
        {
            var round = await Round.PlayAsync(lab, Seed, fault);
            output.WriteLine($"{round}");
            Assert.True(round.Outcome == Round.Survived, $"{round}\n{lab.Studio.Console}");
        }

        Assert.Empty(await Leftovers.CleanAsync(lab));
        Assert.SkipWhen(lab.Disk is null, new FullDisk().WhyNot(lab) ?? "");
    }
}
