using System.Globalization;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>
/// Rounds of faults by chance, each from its seed, for as long as <c>FAULT_MINUTES</c> says (30); they go on from the last seed of the ledger.
/// <c>FAULT_SEED</c> plays one of them again.
/// </summary>
[Trait("Lane", "Heavy")]
public sealed class FaultRoundsTests(ITestOutputHelper output)
{
    private const int RoundsPerStudio = 8;

    [Fact]
    public async Task Whatever_is_killed_stopped_filled_or_refused_no_job_point_or_blob_is_lost_or_doubled()
    {
        var failed = new List<Round>();
        if (Setting("FAULT_SEED") is { } seed)
        {
            failed.AddRange(await PlayAsync((int)seed, 1, TimeSpan.FromHours(1), _ => { }));
        }
        else
        {
            var (since, limit) = (TimeProvider.System.GetTimestamp(), TimeSpan.FromMinutes(Setting("FAULT_MINUTES") ?? 30));
            while (TimeProvider.System.GetElapsedTime(since) < limit)
            {
                failed.AddRange(await PlayAsync(RoundLedger.NextSeed(), RoundsPerStudio, limit - TimeProvider.System.GetElapsedTime(since), RoundLedger.Write));
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed.Select(Replay)));
    }

    /// <summary>Plays rounds on one studio until one fails; at the end its leftovers are cleaned up.</summary>
    private async Task<IReadOnlyList<Round>> PlayAsync(int first, int count, TimeSpan limit, Action<Round> write)
    {
        var since = TimeProvider.System.GetTimestamp();
        await using var lab = await FaultLab.OpenAsync(first / RoundsPerStudio);
        for (var seed = first; seed < first + count && TimeProvider.System.GetElapsedTime(since) < limit; seed++)
        {
            var fault = FaultKinds.Of(seed);
            var round = fault.WhyNot(lab) is { } why
                ? new Round(seed, fault.Name, why, Round.Missed, 0, 0)
                : await Round.PlayAsync(lab, seed, fault);
            write(round);
            output.WriteLine($"{round}");
            if (round.HasFailed)
            {
                output.WriteLine(lab.Studio.Console);
                return [round];
            }
        }

        Assert.Empty(await Leftovers.CleanAsync(lab));
        return [];
    }

    private static double? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string Replay(Round round) =>
        $"""
        Seed {round.Seed}, {round.Fault} ({round.Moment}): {round.Outcome}
        Again, in tests/AigcStudio.EndToEnd.Tests: FAULT_SEED={round.Seed} {Path.GetRelativePath(Path.Combine(Repository.Root, "tests/AigcStudio.EndToEnd.Tests"), Environment.ProcessPath!)} -class "*FaultRoundsTests"
        """;
}
