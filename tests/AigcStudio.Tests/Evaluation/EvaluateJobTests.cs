using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Jobs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Datasets;
using AigcStudio.Web.Evaluation;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AigcStudio.Tests.Evaluation;

/// <summary>From an asked-for measuring to its report; only the Engine is a double.</summary>
public sealed class EvaluateJobTests : IAsyncLifetime
{
    private static readonly ImageForm Form = new(1, 4, 2);

    private readonly Viewer _anna = Shelf.Person();
    private readonly MeasuringStarter _engines = new();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(services =>
    {
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMedia();
        services.AddSingleton<IEngineStarter>(_engines);
        services.AddSingleton<IEngine>(_engines);
        services.AddSingleton<Devices>();
        services.AddSingleton<DatasetPacks>();
        services.AddSingleton<SampleSheets>();
        EvaluationSetup.AddEvaluation(services);
    });

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_report_and_its_nearest_pairs_are_kept_and_measured_once()
    {
        var id = await QueuedAsync();
        var seen = new List<JobProgress>();
        Assert.Equal(JobState.Succeeded, await HandleAsync(id, new Heard(seen)));
        Assert.Equal(JobState.Succeeded, await HandleAsync(id, new Heard(seen)));

        var detail = await _studio.Services.GetRequiredService<EvaluationReader>().GetAsync(_anna, id, Cancel);
        Assert.Equal(1.5, Assert.Single(detail.Report!.Measures).Value);
        Assert.True(_studio.Blobs.Has(ContentHash.Parse(detail.PairsBlobHash!)));
        Assert.Equal([new JobProgress("phase.measuring", 3, 4)], seen);
        Assert.Equal(_studio.Folders.RulerOf(_engines.Requests.Single().Version, Form), _engines.Requests.Single().Request.RulerPath);
        Assert.Null(_engines.Requests.Single().Request.Inception);
        Assert.Empty(Directory.GetFileSystemEntries(_studio.Folders.Spool));
    }

    [Fact]
    public async Task What_an_enlarger_made_of_originals_is_kept_as_a_sheet_of_a_row_each()
    {
        var id = await QueuedAsync();
        _engines.Tried = new EnlargingFindings(4, "ee", 3);
        await HandleAsync(id, new Heard([]));

        var hash = ContentHash.Parse((await _studio.Services.GetRequiredService<EvaluationReader>().GetAsync(_anna, id, Cancel)).PairsBlobHash!);
        var sheet = (await _studio.Services.GetRequiredService<IMedia>().InspectPicturesAsync([_studio.Blobs.PathOf(hash)], PictureCaps.Default, Cancel))[0];
        Assert.Equal((EnlargingFindings.Views * Form.Width, 3 * Form.Height), (sheet.Width, sheet.Height));
    }

    [Fact]
    public async Task The_stated_file_for_FID_goes_to_the_engine_with_its_hash()
    {
        var id = await QueuedAsync();
        var options = _studio.Services.GetRequiredService<IOptions<EvaluationOptions>>().Value;
        (options.InceptionPath, options.InceptionSha256) = ("/models/inception.pt", "ab");
        await HandleAsync(id, new Heard([]));

        Assert.Equal(new InceptionFile("/models/inception.pt", "ab"), _engines.Requests.Single().Request.Inception);
    }

    [Fact]
    public async Task An_engine_that_dies_leaves_no_report_and_the_job_goes_to_another_worker()
    {
        var id = await QueuedAsync();
        _engines.Dies = true;

        await Assert.ThrowsAsync<WorkerLostException>(() => HandleAsync(id, new Heard([])));
        Assert.Null((await _studio.Services.GetRequiredService<EvaluationReader>().GetAsync(_anna, id, Cancel)).Report);
        Assert.Empty(Directory.GetFileSystemEntries(_studio.Folders.Spool));
    }

    [Fact]
    public async Task A_cancelled_measuring_ends_its_engine()
    {
        var id = await QueuedAsync();
        using var cancelled = new CancellationTokenSource();
        _engines.OnMeasure = cancelled.Cancel;
        _engines.Dies = true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HandleAsync(id, new Heard([]), cancelled.Token));
        Assert.True(_engines.Killed);
    }

    private Task<JobState> HandleAsync(Guid id, IProgress<JobProgress> progress, CancellationToken? cancel = null) =>
        _studio.Services.GetServices<IJobHandler>().Single(h => h.Kind == JobKind.Evaluate).HandleAsync(
            new JobLease(Guid.CreateVersion7(), id, _anna.PersonId, "{}", 1, 1, progress, CancellationToken.None), cancel ?? Cancel);

    private async Task<Guid> QueuedAsync()
    {
        var checkpoint = await _studio.Blobs.AddAsync(new MemoryStream([1, 2, 3]), Cancel);
        var generation = await Shelf.LineageAsync(_studio, _anna.PersonId, checkpoint.Hash.Hex);
        await using var db = await _studio.DbAsync();
        await db.Runs.ExecuteUpdateAsync(row => row.SetProperty(r => r.Form, JsonSerializer.Serialize<ExampleForm>(Form)), Cancel);
        _engines.Version = await db.Runs.Select(r => r.DatasetVersionId).SingleAsync(Cancel);
        WritePack(Path.Combine(_studio.Folders.Packs, $"{_engines.Version:N}-{Form.Key}.pack"));
        var model = await _studio.Services.GetRequiredService<ModelActs>().PublishAsync(_anna, generation.RunId, null, "Model", Cancel);
        return await _studio.Services.GetRequiredService<Evaluations>().QueueAsync(_anna, model, 100, Cancel);
    }

    private static void WritePack(string path)
    {
        using var writer = new ExamplePackWriter(File.Create(path), Form, [], [-1], [false]);
        writer.Add(new byte[Form.ExampleBytes]);
        writer.Complete();
    }

    private sealed class Heard(List<JobProgress> seen) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => seen.Add(value);
    }

    private sealed class MeasuringStarter : MuteEngine, IEngineStarter, IEngineChild
    {
        private IEngineListener? _listener;

        public bool Dies { get; set; }

        public Guid Version { get; set; }

        /// <summary>Null for what is no enlarger.</summary>
        public EnlargingFindings? Tried { get; set; }

        public Action OnMeasure { get; set; } = () => { };

        public bool Killed { get; private set; }

        public List<(EvaluateRequest Request, Guid Version)> Requests { get; } = [];

        public IEngine Engine => this;

        public int ProcessId => 0;

        public Task<ChildExit> Exited => Task.FromResult(new ChildExit("engine", 139, Killed: false));

        public Task<IEngineChild> StartAsync(string name, IEngineListener? listener, CancellationToken cancel)
        {
            _listener = listener;
            return Task.FromResult<IEngineChild>(this);
        }

        public void Kill() => Killed = true;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public override async Task<EvaluationReport> EvaluateAsync(EvaluateRequest request, CancellationToken cancel)
        {
            Requests.Add((request, Version));
            OnMeasure();
            if (Dies)
            {
                throw new ChildEndedException(await Exited);
            }

            await _listener!.HeardAsync(new RunEvent(0, DateTimeOffset.UnixEpoch, new WorkProgressed(new JobProgress("phase.measuring", 3, 4))));
            if (Tried is { } tried)
            {
                await File.WriteAllBytesAsync(request.PairsPath, new byte[EnlargingFindings.Views * tried.Shown * Form.ExampleBytes], cancel);
                return new EvaluationReport("Lens", Form, 700, 50, 50, null, [new Measure("enlarging.psnr", 30)], 1) { Enlarging = tried };
            }

            await File.WriteAllBytesAsync(request.PairsPath, new byte[2 * Form.ExampleBytes], cancel);
            return new EvaluationReport("Plain", Form, 700, 50, 0, new RulerCard("random", "aa", "none", null, 1, []), [new Measure("frechet", 1.5)], 1)
            {
                Copies = new CopyFindings(0.5, 0.5, 50, 0, 0, "sound", [new CopyFinding(0, 0, 1, false)]),
            };
        }

        public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
            Task.FromResult(new EngineGreeting("double", "cpu", 1, [new EngineDevice("cpu", "processor", 1 << 30)]));
    }
}
