using System.Globalization;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>What must hold of a studio at rest, whatever was done to it; read from outside, from its database, its files and the host's processes.</summary>
internal static class Invariants
{
    // By the numbers that the database keeps: queued, running, pausing, paused, cancelling, succeeded, failed, cancelled, quarantined.
    private static readonly int[] AtRest = [0, 3, 5, 6, 7, 8];
    private static readonly int[] Held = [1, 2, 4];

    // A run's state by its job's: queued, preparing, pausing, paused, cancelling, finished, failed, cancelled, failed.
    private static readonly int[] RunOfJob = [0, 1, 3, 4, 5, 6, 8, 7, 8];

    /// <summary>Sentences about what is broken; empty where all is well.</summary>
    /// <param name="run">The run that was disturbed, finished by now.</param>
    public static async Task<IReadOnlyList<string>> BrokenAsync(FaultLab lab, Guid run) =>
    [
        .. await LostJobsAsync(lab),
        .. await CurveAsync(lab, run),
        .. await WritersAsync(lab),
        .. await BlobsAsync(lab),
        .. Processes(lab),
    ];

    /// <summary>Blobs that no row names: what a kill between bytes and row leaves to the next clean-up.</summary>
    public static async Task<IReadOnlyList<string>> UnknownBlobsAsync(FaultLab lab)
    {
        var named = await lab.Store.NamedBlobsAsync();
        return [.. lab.Store.BlobFiles().Where(f => !named.Contains(Path.GetFileName(f)))];
    }

    private static async Task<IEnumerable<string>> LostJobsAsync(FaultLab lab)
    {
        var broken = new List<string>();
        foreach (var queued in lab.Queued)
        {
            var rows = await lab.Store.RowsAsync(
                "SELECT r.State, j.State, j.FencingToken, j.Attempt, j.Id FROM Runs r JOIN Jobs j ON j.SubjectId = r.Id WHERE r.Id = $run ORDER BY j.Id",
                ("$run", StudioStore.Key(queued)));
            if (rows.Count == 0)
            {
                broken.Add($"Lost: run {queued} has no row or no job.");
                continue;
            }

            var newest = Numbers(rows[^1]);
            if (newest[0] != RunOfJob[newest[1]])
            {
                broken.Add($"Run {queued} stands at {newest[0]}, its job at {newest[1]}.");
            }

            broken.AddRange(rows.Select(Numbers).Where(r => r[2] < r[3]).Select(r => $"Run {queued}: {r[3]} attempts under {r[2]} claims."));
        }

        var restless = await lab.Store.RowsAsync("SELECT State, Kind, Id FROM Jobs");
        return broken.Concat(restless.Where(r => !AtRest.Contains(Numbers(r)[0])).Select(r => $"A job neither waits nor is over: {r}."));
    }

    private static async Task<IEnumerable<string>> CurveAsync(FaultLab lab, Guid run)
    {
        var (unbroken, broken) = (await PointsAsync(lab, lab.Unbroken), await PointsAsync(lab, run));
        return unbroken.Where(p => !broken.ContainsKey(p.Key)).Select(p => $"A gap at {p.Key}.")
            .Concat(broken.Where(p => !unbroken.ContainsKey(p.Key)).Select(p => $"A point too many at {p.Key}."))
            .Concat(broken.Where(p => unbroken.TryGetValue(p.Key, out var v) && v != p.Value).Select(p => $"{p.Key} is {p.Value}, unbroken {unbroken[p.Key]}."))
            .Take(5);
    }

    // A second row of the same series and step would throw here.
    private static async Task<Dictionary<string, string>> PointsAsync(FaultLab lab, Guid run) =>
        (await lab.Store.RowsAsync("SELECT Series || ' ' || Step, Value FROM RunPoints WHERE RunId = $run", ("$run", StudioStore.Key(run))))
        .Select(r => r.Split('|')).ToDictionary(r => r[0], r => r[1]);

    private static async Task<IEnumerable<string>> WritersAsync(FaultLab lab)
    {
        var broken = new List<string>();
        var last = new Dictionary<string, (string Claim, int Step)>();
        var ended = new HashSet<string>();
        foreach (var row in (await lab.Store.RowsAsync("SELECT Run, Series, Step, Job, Token, State, Worker FROM LabWrites ORDER BY At")).Select(r => r.Split('|')))
        {
            var (series, claim, step) = ($"{row[0]} {row[1]}", $"{row[3]} {row[4]}", int.Parse(row[2], CultureInfo.InvariantCulture));
            if (!Held.Contains(int.Parse(row[5], CultureInfo.InvariantCulture)) || row[6].Length == 0)
            {
                broken.Add($"A point was written while nobody held the job: {string.Join(' ', row)}.");
            }

            if (last.TryGetValue(series, out var before) && before.Claim == claim && before.Step >= step)
            {
                broken.Add($"Two wrote under one claim: {string.Join(' ', row)} after step {before.Step}.");
            }

            if (before.Claim is not null && before.Claim != claim)
            {
                ended.Add($"{series} {before.Claim}");
            }

            if (ended.Contains($"{series} {claim}"))
            {
                broken.Add($"An old claim wrote again: {string.Join(' ', row)}.");
            }

            last[series] = (claim, step);
        }

        return broken;
    }

    private static async Task<IEnumerable<string>> BlobsAsync(FaultLab lab) =>
        (await lab.Store.NamedBlobsAsync()).Where(hash => !lab.Store.IsSound(hash)).Select(hash => $"Blob {hash} is missing or not what its name says.")
        .Concat(lab.Store.BlobFiles().Where(f => Path.GetFileName(f).Length != 64).Select(f => $"No blob's name: {f}."))
        .Concat(lab.Store.Spools().Count == 1 ? [] : [$"{lab.Store.Spools().Count} spools lie about."]);

    private static IEnumerable<string> Processes(FaultLab lab) =>
        HostProcesses.Orphans(lab.Studio.DataRoot, lab.Studio.Id)
            .Select(p => $"Process {p.Id} ({p.Name}) outlived its studio.")
            .Concat(HostProcesses.Zombies(lab.Studio.Id).Select(p => $"Process {p} is a zombie."));

    private static int[] Numbers(string row) =>
        [.. row.Split('|').TakeWhile(c => int.TryParse(c, CultureInfo.InvariantCulture, out _)).Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
}
