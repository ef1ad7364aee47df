using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>
/// <c>demo FOLDER FAMILY STEPS</c>: trains the demo brand's model and writes what ships with the studio: <c>run.json</c>, the slim
/// checkpoint and the sample sheets.
/// </summary>
internal static class DemoTraining
{
    private const int Seed = 20_26;
    private const int Sheets = 12;
    private const int PointsKept = 240;

    private static readonly ImageForm Form = new(3, 32, 32);

    private static readonly JsonObject Given = new() { ["width"] = 32, ["averageDecay"] = 0.998 };

    public static int Run(string folder, string family, int steps)
    {
        var spool = Directory.CreateTempSubdirectory("aigc-demo-").FullName;
        try
        {
            var packPath = Path.Combine(spool, "demo.pack");
            DemoPack.Write(Path.Combine(folder, "pictures.zip"), Form, packPath);
            using var pack = ExamplePack.Open(packPath);
            var record = new DemoRecord(folder, Form, steps);
            var outcome = Train(Request(family, packPath, spool, steps, Math.Max(1, steps / Sheets)), pack, record);
            if (outcome.Ending != TrainEnding.Finished)
            {
                Console.Error.WriteLine($"{outcome.Ending} at step {outcome.Step}.");
                return 1;
            }

            record.Ship(family, Seed, SettingsCheck.Complete(ModelFamilies.Of(family).Descriptor, Given), PointsKept);
            return 0;
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }

    private static TrainOutcome Train(TrainRequest request, IExampleStore pack, IRunReporter reporter)
    {
        using var loop = new TrainLoop(request, pack, reporter, TimeProvider.System);
        return loop.Run(new TrainCommands());
    }

    private static TrainRequest Request(string family, string packPath, string spool, int steps, int sampleEvery) =>
        new(Guid.CreateVersion7(), new Recipe(family, Seed, steps, (JsonObject)Given.DeepClone()), packPath, spool, null, 1, sampleEvery, double.MaxValue, 1, "cpu");
}
