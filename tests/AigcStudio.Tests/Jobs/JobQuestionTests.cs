using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Jobs;

/// <summary>What every open page asks again and again must be found, not searched for.</summary>
public sealed class JobQuestionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Creator, "OwnerId=? AND State=?")]
    [InlineData(Role.Admin, "State=?")]
    public async Task Open_jobs_are_found_by_an_index_over_their_states(Role role, string by)
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        await using var db = await studio.DbAsync();
        var viewer = new Viewer(Guid.CreateVersion7(), role);
        await db.Database.OpenConnectionAsync(Cancel);
        await using var command = JobReader.Filtered(db, viewer, new JobFilter { Active = true }).OrderByDescending(j => j.Id).Take(9).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";

        var plan = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        while (await rows.ReadAsync(Cancel))
        {
            plan.Add(rows.GetString(3));
        }

        Assert.Contains(plan, l => l.StartsWith("SEARCH", StringComparison.Ordinal) && l.Contains(by, StringComparison.Ordinal));
    }

    [Fact]
    public void A_state_is_open_or_an_ending() =>
        Assert.Equal(Enum.GetValues<JobState>(), JobMove.Open.Concat(JobMove.Endings).Order());
}
