using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Datasets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>A studio in which files are uploaded and imported without a server.</summary>
internal sealed class ImportBench : IAsyncDisposable
{
    private readonly TemporaryStudio _studio;

    private ImportBench(TemporaryStudio studio, IMedia media) => (_studio, Media) = (studio, media);

    public IMedia Media { get; }

    public TemporaryStudio Studio => _studio;

    public Viewer Creator { get; } = new(Guid.CreateVersion7(), Role.Creator);

    public DatasetUploads Uploads => _studio.Services.GetRequiredService<DatasetUploads>();

    public DatasetTable Table => _studio.Services.GetRequiredService<DatasetTable>();

    public DatasetReader Reader => _studio.Services.GetRequiredService<DatasetReader>();

    public VersionFreezer Freezer => _studio.Services.GetRequiredService<VersionFreezer>();

    public DatasetPacks Packs => _studio.Services.GetRequiredService<DatasetPacks>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ImportBench> OpenAsync(IMedia? media = null)
    {
        var chosen = media ?? new PlainMedia();
        return new ImportBench(await TemporaryStudio.OpenAsync(services => services.AddSingleton(chosen).AddImports()), chosen);
    }

    /// <summary>With real Media processes, confined to this studio's blobs and spool.</summary>
    /// <param name="clock">By which a decoder's time is measured; the real one where null.</param>
    public static async Task<ImportBench> OpenRealAsync(TimeProvider? clock = null)
    {
        var studio = await TemporaryStudio.OpenAsync(services => services
            .AddSingleton(Options.Create(new MediaOptions()))
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<IMediaStarter, MediaStarter>()
            .AddSingleton<IMedia, MediaPool>()
            .AddImports());
        return new ImportBench(studio, studio.Services.GetRequiredService<IMedia>());
    }

    public DatasetReadings Readings => _studio.Services.GetRequiredService<DatasetReadings>();

    public DatasetEditor Editor => _studio.Services.GetRequiredService<DatasetEditor>();

    public Task<Guid> CreateAsync(string name = "set", Modality modality = Modality.Image) =>
        Table.CreateAsync(Creator, name, modality, "our own", true, Cancel);

    public Task<UploadedFile> UploadAsync(Guid dataset, string name, byte[] bytes) =>
        Uploads.ReceiveAsync(Creator, dataset, name, 0, bytes.Length, new MemoryStream(bytes), Cancel);

    /// <summary>Freezes and runs the import in this thread.</summary>
    public async Task<DatasetVersion> ImportAsync(Guid dataset)
    {
        var version = await Freezer.FreezeAsync(Creator, dataset, Cancel);
        await RunJobAsync(version);
        await using var db = await _studio.DbAsync();
        return await db.DatasetVersions.AsNoTracking().SingleAsync(v => v.Id == version, Cancel);
    }

    /// <summary>Imports files into a new dataset of pictures.</summary>
    public Task<DatasetVersion> ImportAsync(params (string Name, byte[] Bytes)[] files) => ImportAsync(Modality.Image, files);

    /// <summary>Imports files into a new dataset.</summary>
    public async Task<DatasetVersion> ImportAsync(Modality modality, params (string Name, byte[] Bytes)[] files)
    {
        var dataset = await CreateAsync(modality: modality);
        foreach (var (name, bytes) in files)
        {
            await UploadAsync(dataset, name, bytes);
        }

        return await ImportAsync(dataset);
    }

    public async Task<IReadOnlyList<Item>> ItemsAsync(Guid version)
    {
        await using var db = await _studio.DbAsync();
        return await db.Items.AsNoTracking().Where(i => i.VersionId == version).OrderBy(i => i.Index).ToListAsync(Cancel);
    }

    /// <param name="stop">Somebody cancels; the test's own end where null.</param>
    public async Task RunJobAsync(Guid version, CancellationTokenSource? stop = null)
    {
        var lease = await ClaimAsync(version);
        await Handler.HandleAsync(lease, stop?.Token ?? Cancel);
        await using var db = await _studio.DbAsync();
        await db.Jobs.Where(j => j.Id == lease.JobId).ExecuteUpdateAsync(r => r.SetProperty(j => j.State, JobState.Succeeded), Cancel);
    }

    public async Task EndJobAsync(Guid version, JobState state)
    {
        await using var db = await _studio.DbAsync();
        await db.Jobs.Where(j => j.SubjectId == version).ExecuteUpdateAsync(r => r.SetProperty(j => j.State, state), Cancel);
    }

    /// <summary>The newest job of a version, as a worker holds it.</summary>
    public async Task<JobLease> ClaimAsync(Guid version)
    {
        await using var db = await _studio.DbAsync();
        var job = await db.Jobs.Where(j => j.SubjectId == version).OrderByDescending(j => j.Id).FirstAsync(Cancel);
        (job.State, job.FencingToken) = (JobState.Running, job.FencingToken + 1);
        await db.SaveChangesAsync(Cancel);
        return new JobLease(job.Id, version, job.OwnerId, job.Payload, 1, job.FencingToken, Progress, CancellationToken.None);
    }

    public IJobHandler Handler => _studio.Services.GetServices<IJobHandler>().Single(h => h.Kind == JobKind.Import);

    public SeenProgress Progress { get; } = new();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    public sealed class SeenProgress : IProgress<JobProgress>
    {
        private readonly List<JobProgress> _seen = [];

        public IReadOnlyList<JobProgress> Seen
        {
            get
            {
                lock (_seen)
                {
                    return [.. _seen];
                }
            }
        }

        public void Report(JobProgress value)
        {
            lock (_seen)
            {
                _seen.Add(value);
            }
        }
    }
}
