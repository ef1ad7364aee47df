using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Storage;

/// <summary>What the night does by itself, and what one person may use.</summary>
public sealed class HousekeepingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2040, 1, 1, 1, 0, 0, TimeSpan.Zero));
    private TemporaryStudio _studio = null!;

    private static Viewer Admin { get; } = new(Guid.CreateVersion7(), Role.Admin);

    private static Viewer Carl { get; } = new(Guid.CreateVersion7(), Role.Creator);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        _studio = await TemporaryStudio.OpenAsync(s =>
        {
            s.AddSingleton<TimeProvider>(_clock);
            s.AddSingleton<NightWatch>();
        });
    }

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Each_night_has_one_clean_up_and_one_that_was_slept_through_is_made_up_for()
    {
        var watch = _studio.Services.GetRequiredService<NightWatch>();
        await SaveAsync(new Housekeeping { TrashDays = 30 });

        _clock.Advance(TimeSpan.FromHours(1.9));
        Assert.Null(await watch.LookAsync(Cancel));
        _clock.Advance(TimeSpan.FromHours(0.2));
        Assert.NotNull(await watch.LookAsync(Cancel));
        await EndAllAsync();
        Assert.Null(await watch.LookAsync(Cancel));

        _clock.Advance(TimeSpan.FromDays(3));
        Assert.NotNull(await watch.LookAsync(Cancel));
        await EndAllAsync();
        Assert.Null(await watch.LookAsync(Cancel));
    }

    [Fact]
    public async Task Rules_that_take_more_than_before_wait_for_the_coming_night()
    {
        var watch = _studio.Services.GetRequiredService<NightWatch>();
        _clock.Advance(TimeSpan.FromHours(13));
        await SaveAsync(new Housekeeping { TrashDays = 30 });
        Assert.Null(await watch.LookAsync(Cancel));

        // A studio that was off for two nights, and whose administrator is quicker than its watch.
        _clock.Advance(TimeSpan.FromDays(2));
        await SaveAsync(new Housekeeping { TrashDays = 3 });
        Assert.Null(await watch.LookAsync(Cancel));
        _clock.Advance(TimeSpan.FromDays(2));
        await SaveAsync(new Housekeeping { TrashDays = 3, UploadDays = 9 });
        Assert.Null(await watch.LookAsync(Cancel));
        _clock.Advance(TimeSpan.FromDays(2));
        await SaveAsync(new Housekeeping { TrashDays = 3, UploadDays = 9, SpareCheckpoints = true });
        Assert.Null(await watch.LookAsync(Cancel));

        _clock.Advance(TimeSpan.FromHours(13));
        Assert.NotNull(await watch.LookAsync(Cancel));
    }

    [Fact]
    public async Task Rules_that_take_no_more_than_before_leave_the_night_as_it_is()
    {
        await SaveAsync(new Housekeeping { TrashDays = 30, UploadDays = 9 });
        _clock.Advance(TimeSpan.FromDays(1.1));
        await SaveAsync(new Housekeeping { TrashDays = 40, BytesPerPerson = 5 });

        Assert.NotNull(await _studio.Services.GetRequiredService<NightWatch>().LookAsync(Cancel));
    }

    [Fact]
    public async Task A_night_without_rules_does_nothing()
    {
        await SaveAsync(new Housekeeping { BytesPerPerson = 5 });

        Assert.Null(await _studio.Services.GetRequiredService<NightWatch>().LookAsync(Cancel));
    }

    [Fact]
    public async Task An_upload_beyond_a_persons_share_is_refused_in_figures_and_one_within_it_is_taken()
    {
        await SaveAsync(new Housekeeping { BytesPerPerson = 3_000_000 });
        var dataset = await CatsAsync();

        await SendAsync(dataset, "a.bin", 2_000_000);
        var refusal = await Assert.ThrowsAsync<StorageException>(() => SendAsync(dataset, "b.bin", 1_500_000));

        Assert.Equal("quota.bytes.tooLarge", refusal.Code);
        Assert.Equal([2.0, 1.5, 3.0], refusal.Arguments);
        Assert.Equal(2_000_000, await _studio.Services.GetRequiredService<Quotas>().BytesOfAsync(Carl.PersonId, Cancel));
    }

    [Fact]
    public async Task Of_a_dataset_that_is_not_theirs_nobody_learns_how_much_its_owner_uses()
    {
        await SaveAsync(new Housekeeping { BytesPerPerson = 1_000_000 });
        var dataset = await CatsAsync();
        await SendAsync(dataset, "a.bin", 900_000);
        using var body = new MemoryStream(new byte[500_000]);

        await Assert.ThrowsAsync<RefusedException>(() => _studio.Services.GetRequiredService<DatasetUploads>()
            .ReceiveAsync(new Viewer(Guid.CreateVersion7(), Role.Creator), dataset, "b.bin", 0, 500_000, body, Cancel));
    }

    [Fact]
    public async Task A_file_that_is_begun_anew_counts_once()
    {
        await SaveAsync(new Housekeeping { BytesPerPerson = 3_000_000 });
        var dataset = await CatsAsync();

        await SendAsync(dataset, "a.bin", 2_000_000);
        await SendAsync(dataset, "a.bin", 2_500_000);

        Assert.Equal(2_500_000, await _studio.Services.GetRequiredService<Quotas>().BytesOfAsync(Carl.PersonId, Cancel));
        Assert.Equal([0.0, 3.5, 3.0], (await Assert.ThrowsAsync<StorageException>(() => SendAsync(dataset, "a.bin", 3_500_000))).Arguments);
    }

    [Fact]
    public async Task A_file_of_unknown_length_is_cut_off_where_it_grows_past_the_share()
    {
        await SaveAsync(new Housekeeping { BytesPerPerson = 3_000_000 });
        var dataset = await CatsAsync();
        await SendAsync(dataset, "a.bin", 2_000_000);
        using var body = new MemoryStream(new byte[4_000_000]);

        var refusal = await Assert.ThrowsAsync<StorageException>(() =>
            _studio.Services.GetRequiredService<DatasetUploads>().ReceiveAsync(Carl, dataset, "b.bin", 0, null, body, Cancel));

        Assert.Equal("quota.bytes.tooLarge", refusal.Code);
        Assert.InRange(await _studio.Services.GetRequiredService<Quotas>().BytesOfAsync(Carl.PersonId, Cancel), 2_000_000, 3_000_000);
    }

    [Fact]
    public async Task A_file_that_was_let_in_goes_on_though_the_share_was_cut_meanwhile()
    {
        var dataset = await CatsAsync();
        var uploads = _studio.Services.GetRequiredService<DatasetUploads>();
        await uploads.ReceiveAsync(Carl, dataset, "a.bin", 0, 2_000_000, new MemoryStream(new byte[1_000_000]), Cancel);
        await SaveAsync(new Housekeeping { BytesPerPerson = 1_500_000 });

        Assert.True((await uploads.ReceiveAsync(Carl, dataset, "a.bin", 1_000_000, 2_000_000, new MemoryStream(new byte[1_000_000]), Cancel)).IsComplete);
        await Assert.ThrowsAsync<StorageException>(() =>
            uploads.ReceiveAsync(Carl, dataset, "a.bin", 2_000_000, 3_000_000, new MemoryStream(new byte[1_000_000]), Cancel));
    }

    [Fact]
    public async Task More_trainings_than_a_person_may_have_are_refused_until_one_is_over()
    {
        var (quotas, jobs) = (_studio.Services.GetRequiredService<Quotas>(), _studio.Services.GetRequiredService<JobTable>());
        await SaveAsync(new Housekeeping { TrainingsPerPerson = 1 });
        await quotas.RefuseTrainingAsync(Carl, Cancel);
        var job = await jobs.EnqueueAsync(JobKind.Train, Guid.CreateVersion7(), Carl.PersonId, "{}", Cancel);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => quotas.RefuseTrainingAsync(Carl, Cancel));
        await jobs.CancelAsync(job, Cancel);
        await quotas.RefuseTrainingAsync(Carl, Cancel);

        Assert.Equal(("quota.trainings.conflict", 1, 1), (refusal.Code, refusal.Arguments[0], refusal.Arguments[1]));
    }

    [Fact]
    public async Task Only_an_administrator_makes_rules_and_no_rule_is_negative()
    {
        var rules = _studio.Services.GetRequiredService<HousekeepingRules>();

        await Assert.ThrowsAsync<RefusedException>(() => rules.SaveAsync(Carl, new Housekeeping(), Cancel));
        await Assert.ThrowsAsync<StorageException>(() => rules.SaveAsync(Admin, new Housekeeping { TrashDays = -1 }, Cancel));
        await Assert.ThrowsAsync<StorageException>(() => rules.SaveAsync(Admin, new Housekeeping { BytesPerPerson = -1 }, Cancel));
    }

    private Task SaveAsync(Housekeeping asked) => _studio.Services.GetRequiredService<HousekeepingRules>().SaveAsync(Admin, asked, Cancel);

    private Task<Guid> CatsAsync() =>
        _studio.Services.GetRequiredService<DatasetTable>().CreateAsync(Carl, "Cats", Modality.Image, "ours", true, Cancel);

    private async Task EndAllAsync()
    {
        await using var db = await _studio.DbAsync();
        await db.Jobs.ExecuteUpdateAsync(row => row.SetProperty(j => j.State, JobState.Succeeded), Cancel);
    }

    private async Task SendAsync(Guid dataset, string name, int length)
    {
        using var body = new MemoryStream(new byte[length]);
        await _studio.Services.GetRequiredService<DatasetUploads>().ReceiveAsync(Carl, dataset, name, 0, length, body, Cancel);
    }
}
