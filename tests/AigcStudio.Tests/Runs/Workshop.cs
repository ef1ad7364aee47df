using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Datasets;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Models;
using AigcStudio.Web.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs;

/// <summary>The studio's workers over a real database, with an Engine that is none.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private Workshop(TemporaryStudio studio, EngineDouble engine, Guid versionId) => (Studio, Engine, VersionId) = (studio, engine, versionId);

    public static FamilyDescriptor Family { get; } = new(
        "Plain",
        Modality.Image,
        new LocalizedText("Plain", "朴素"),
        new LocalizedText("For tests", "测试用"),
        Labelled: true,
        MinimumItems: 4,
        [
            new SettingDescriptor(
                "batch", SettingKind.Integer, 16, 1, 64, "", [], Advanced: false, new LocalizedText("Batch", "批"), new LocalizedText("", "")),
        ],
        [new FamilyPreset("quick", new LocalizedText("Quick", "快速"), 2, new() { ["batch"] = 8 })],
        []);

    public TemporaryStudio Studio { get; }

    public EngineDouble Engine { get; }

    public Guid VersionId { get; }

    public Viewer Anna { get; } = new(Guid.CreateVersion7(), Role.Creator);

    public RunQueue Queue => Get<RunQueue>();

    public RunActs Acts => Get<RunActs>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => Studio.Services.GetRequiredService<T>();

    public static async Task<Workshop> OpenAsync()
    {
        var engine = new EngineDouble();
        var studio = await TemporaryStudio.OpenAsync(services =>
        {
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([new("Jobs:GraceSeconds", "1")])
                .Build());
            services.AddSingleton<IMedia, PlainMedia>();
            services.AddImports();
            JobsSetup.AddJobs(services);
            services.AddModels();
            RunsSetup.AddRuns(services);
            services.AddSingleton<IEngineStarter>(engine);
            services.AddSingleton(new FamilyCatalog([Family]));
        });
        return new Workshop(studio, engine, await AddVersionAsync(studio));
    }

    /// <summary>A run of so many steps in the queue.</summary>
    public async Task<Guid> QueueAsync(int steps = 35) =>
        (await Queue.QueueAsync(Anna, new RunAsk(VersionId, Family.Id, "own", Seed: 1, Steps: steps), Cancel)).RunId;

    /// <summary>One worker takes one training from claim to ending.</summary>
    public Task<bool> WorkAsync(CancellationToken stopping = default) => Get<JobRunner>().RunNextAsync(JobLane.Trainings, stopping);

    public async Task<Run> RunAsync(Guid runId)
    {
        await using var db = await Studio.DbAsync();
        return await db.Runs.AsNoTracking().SingleAsync(r => r.Id == runId, Cancel);
    }

    public async Task<List<(int Step, double Value)>> CurveAsync(Guid runId)
    {
        var points = await Get<RunHistory>().PointsAsync(Anna, runId, [], 0, 100_000, Cancel);
        return [.. points.SelectMany(s => s.Points).Select(p => (p.Step, p.Value))];
    }

    public ValueTask DisposeAsync() => Studio.DisposeAsync();

    private static async Task<Guid> AddVersionAsync(TemporaryStudio studio)
    {
        var dataset = new Dataset { Id = Guid.CreateVersion7(), Name = "Digits", Modality = Modality.Image };
        var version = new DatasetVersion
        {
            Id = Guid.CreateVersion7(),
            DatasetId = dataset.Id,
            Number = 1,
            Count = 8,
            Labels = ["0", "1"],
            FrozenAt = TimeProvider.System.GetUtcNow(),
        };
        await using var db = await studio.DbAsync();
        db.AddRange(dataset, version);
        await db.SaveChangesAsync(Cancel);
        var path = Path.Combine(studio.Folders.Packs, $"{version.Id:N}-{EngineDouble.Form.Key}.pack");
        using var writer = new ExamplePackWriter(File.Create(path), EngineDouble.Form, version.Labels, new int[8], new bool[8]);
        for (var i = 0; i < 8; i++)
        {
            writer.Add(new byte[EngineDouble.Form.ExampleBytes]);
        }

        return version.Id;
    }
}
