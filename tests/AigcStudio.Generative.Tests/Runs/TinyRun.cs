using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Tests.Datasets;

namespace AigcStudio.Generative.Tests.Runs;

/// <summary>A family's debug-size recipe on made-up examples of its own modality: trains end to end in seconds.</summary>
internal sealed record TinyRun(IModelFamily Family, string Folder)
{
    public JsonObject Settings { get; init; } = (JsonObject)Family.Tiny.DeepClone();

    public int Steps { get; init; } = 40;

    public int Seed { get; init; } = 7;

    public int Items { get; init; } = 60;

    public string? ResumeFrom { get; init; }

    public double CheckpointEverySeconds { get; init; } = 1e9;

    public int SampleEverySteps { get; init; }

    public TrainCommands Commands { get; } = new();

    public Patterns Store => new(Form, Items);

    public TrainRequest Request => new(
        Guid.CreateVersion7(), new Recipe(Family.Descriptor.Id, Seed, Steps, Settings), PackPath, Folder, ResumeFrom, FirstSequence: 1,
        SampleEverySteps, CheckpointEverySeconds, ReportEverySeconds: 0, TestDevice.Id);

    public string PackPath => Path.Combine(Folder, "tiny.pack");

    /// <summary>Of what it learns from.</summary>
    public ExampleForm Form => Family.FormFor(SettingsCheck.Complete(Family.Descriptor, Settings), SummaryFor(Family.Descriptor));

    /// <summary>Trains in this process.</summary>
    public TrainOutcome Go(IRunReporter reporter, IExampleStore? store = null)
    {
        using var loop = new TrainLoop(Request, store ?? Store, reporter, TimeProvider.System);
        return loop.Run(Commands);
    }

    private DatasetSummary SummaryFor(FamilyDescriptor family) => new(family.Modality, Items, [], 28, 28, false)
    {
        TypicalBytes = 40,
        TypicalReplyBytes = family.Pairs ? 60 : 0,
        TypicalMilliseconds = 1000,
    };
}
