using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Runs;

/// <summary>Nobody takes away what a run uses, wherever the run stands.</summary>
public sealed class RunInUseTests : IAsyncLifetime
{
    private static readonly Viewer Admin = new(Guid.CreateVersion7(), Role.Admin);

    private Workshop _shop = null!;

    public static TheoryData<RunState> States => [.. Enum.GetValues<RunState>()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _shop = await Workshop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Theory]
    [MemberData(nameof(States))]
    public async Task The_dataset_of_a_run_stays_and_names_it_and_the_run_goes_only_when_it_is_over(RunState state)
    {
        var id = await _shop.QueueAsync();
        var run = await _shop.RunAsync(id);
        Guid dataset;
        await using (var db = await _shop.Studio.DbAsync())
        {
            await db.Runs.ExecuteUpdateAsync(row => row.SetProperty(r => r.State, state), Cancel);
            dataset = await db.DatasetVersions.Where(v => v.Id == run.DatasetVersionId).Select(v => v.DatasetId).SingleAsync(Cancel);
        }

        var kept = await Assert.ThrowsAsync<ImportException>(() => _shop.Get<DatasetTable>().TrashAsync(Admin, dataset, Cancel));
        Assert.Equal(("datasets.inUse", run.Name), (kept.Code, kept.Arguments[1]));

        if (state is RunState.Finished or RunState.Failed or RunState.Cancelled)
        {
            await _shop.Get<RunTrash>().TrashAsync(Admin, id, Cancel);
            await _shop.Get<DatasetTable>().TrashAsync(Admin, dataset, Cancel);
        }
        else
        {
            Assert.Equal("runs.busy", (await Assert.ThrowsAsync<RunException>(() => _shop.Get<RunTrash>().TrashAsync(Admin, id, Cancel))).Code);
        }
    }
}
