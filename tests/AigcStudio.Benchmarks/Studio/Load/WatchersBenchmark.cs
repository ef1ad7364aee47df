using System.Globalization;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>
/// <c>watchers COUNT [PAIRS] [SECONDS]</c>: so many SignalR clients, each with a connection of its own, watch one training on the same two cores. From
/// the event's own time to the client's ear (one clock, one machine), the server's memory before and with them, the training's steps a second with
/// and without them in turn, and whether a client that never reads is borne at no cost.
/// </summary>
internal static class WatchersBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <returns>What was seen, for the test that keeps this from rotting.</returns>
    public static async Task<WatchersSeen> RunAsync(int count, int pairs, int seconds)
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string>
        {
            ["Studio__DemoData"] = "false",
            ["Studio__RequestsPerSecond"] = "10000",
            ["Watchers__ActsPerSecond"] = "10000",
            ["Watchers__Most"] = $"{count + 10}",
        });
        using var api = await StudioApi.ForAsync(studio, "Admin");
        var run = await EndlessRun.BeginAsync(api);
        var window = TimeSpan.FromSeconds(seconds);
        var (alone, watched) = (new List<double>(), new List<double>());
        var delays = new List<double>();
        var before = await ServerMemory.ReadAsync(api);
        var most = before;
        for (var pair = 0; pair < pairs; pair++)
        {
            alone.Add(await PaceAsync(api, run, window));
            await using var crowd = await WatcherCrowd.OpenAsync(api, run, count);
            watched.Add(await PaceAsync(api, run, window));
            delays.AddRange(crowd.TakeDelays());
            most = ServerMemory.Most(most, await ServerMemory.ReadAsync(api));
        }

        // The training's own news fill no buffer within a benchmark: what is shown is that the server keeps nothing for the deaf.
        await using (await DeafWatchers.OpenAsync(api, run, Math.Max(1, count / 10)))
        {
            var deafAtFirst = await ServerMemory.ReadAsync(api);
            await PaceAsync(api, run, window);
            var deafLater = await ServerMemory.ReadAsync(api);
            var seen = new WatchersSeen(count, delays, alone, watched, before, most, deafAtFirst, deafLater);
            seen.Print();
            return seen;
        }
    }

    // Steps a second between two moments at which the row moved: rows come every second or so, and would be counted by halves otherwise.
    private static async Task<double> PaceAsync(StudioApi api, Guid run, TimeSpan window)
    {
        var (first, began) = await MovedAsync(api, run);
        while (TimeProvider.System.GetElapsedTime(began) < window)
        {
            await MovedAsync(api, run);
        }

        var (last, ended) = await MovedAsync(api, run);
        return (last - first) / TimeProvider.System.GetElapsedTime(began, ended).TotalSeconds;
    }

    private static async Task<(int Step, long At)> MovedAsync(StudioApi api, Guid run)
    {
        var at = await StepAsync();
        var now = at;
        await Eventually.TrueAsync(async () => (now = await StepAsync()) > at, Limit, () => $"The training stands at {at.ToString(CultureInfo.InvariantCulture)}.");
        return (now, TimeProvider.System.GetTimestamp());

        async Task<int> StepAsync() => (int)(await api.RunAsync(run))["step"]!;
    }
}
