using System.Diagnostics;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Benchmarks.Training;

/// <summary>
/// <c>bare PACK FAMILY STEPS [SETTINGS-JSON] [SEED]</c>: trains a recipe on a pack in this process, with no studio around it, and prints what it
/// cost; the studio's overhead is measured against this.
/// </summary>
internal static class BareRun
{
    internal static int Run(string[] arguments)
    {
        var spool = Directory.CreateTempSubdirectory("bare-").FullName;
        try
        {
            using var pack = ExamplePack.Open(arguments[0]);
            var settings = arguments.Length > 3 ? (JsonObject)JsonNode.Parse(arguments[3])! : [];
            var seed = arguments.Length > 4 ? int.Parse(arguments[4], null) : 1;
            var recipe = new Recipe(arguments[1], seed, int.Parse(arguments[2], null), settings);
            var last = new LastPoint();
            var request = new TrainRequest(Guid.CreateVersion7(), recipe, arguments[0], spool, null, 1, 0, double.MaxValue, 1, "cpu");
            using var loop = new TrainLoop(request, pack, last, TimeProvider.System);
            var (cpu, wall) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
            var outcome = loop.Run(new TrainCommands());
            Console.WriteLine(new JsonObject
            {
                ["steps"] = outcome.Step,
                ["ending"] = outcome.Ending.ToString(),
                ["cpuSeconds"] = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds,
                ["wallSeconds"] = wall.Elapsed.TotalSeconds,
                ["last"] = new JsonObject(last.Values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))),
            }.ToJsonString());
            return outcome.Ending == TrainEnding.Finished ? 0 : 1;
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }

    private sealed class LastPoint : IRunReporter
    {
        public IReadOnlyDictionary<string, double> Values { get; private set; } = new Dictionary<string, double>();

        public void Report(RunEvent happened) => Values = happened.Payload is PointsReported point ? point.Values : Values;
    }
}
