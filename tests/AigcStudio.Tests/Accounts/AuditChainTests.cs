using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Accounts;

/// <summary>Ways to lie in the audit log with the database alone at hand, each found; and its beginning cut off and its key changed without a break.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2040, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Log => _studio.Services.GetRequiredService<AuditLog>();

    public async ValueTask InitializeAsync()
    {
        _studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(_clock));
        await WriteAsync(6);
    }

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Theory]
    [InlineData("UPDATE Audit SET Details = 'x' WHERE Id = 3", 2, 3)]
    [InlineData("UPDATE Audit SET At = At + 1 WHERE Id = 1", null, 1)]
    [InlineData("DELETE FROM Audit WHERE Id = 3", 2, 4)]
    [InlineData("DELETE FROM Audit WHERE Id = 1", null, 2)]
    [InlineData("DELETE FROM Audit WHERE Id > 4", 4, 5)]
    [InlineData("DELETE FROM Audit", null, 1)]
    [InlineData("DELETE FROM Audit; DELETE FROM AuditHead", null, 1)]
    [InlineData("UPDATE Audit SET Id = 99 WHERE Id = 2; UPDATE Audit SET Id = 2 WHERE Id = 3; UPDATE Audit SET Id = 3 WHERE Id = 99", 1, 2)]
    [InlineData("UPDATE Audit SET Id = 9 WHERE Id = 4; INSERT INTO Audit (Id, At, Act, Subject, Details, Mac) SELECT 4, At, Act, Subject, Details, Mac FROM Audit WHERE Id = 2", 3, 4)]
    [InlineData("INSERT INTO Audit (Id, At, Act, Subject, Details, Mac) SELECT 7, At, Act, Subject, Details, Mac FROM Audit WHERE Id = 6", 6, 7)]
    [InlineData("INSERT INTO AuditHead (Id, Count, Mac, Previous) SELECT 2, 2, 'x', Mac FROM Audit WHERE Id = 2; DELETE FROM Audit WHERE Id <= 2", null, 3)]
    [InlineData("INSERT INTO AuditHead (Id, Count, Mac, Previous) SELECT 2, 2, (SELECT Mac FROM AuditHead WHERE Id = 1), Mac FROM Audit WHERE Id = 2; DELETE FROM Audit WHERE Id <= 2", null, 3)]
    public async Task Every_way_to_lie_is_found_at_its_entry(string lie, int? lastGood, long firstBad)
    {
        await DoAsync(lie);

        var verdict = await Log.VerifyAsync(Cancel);

        Assert.Equal((lastGood, firstBad), (verdict.LastGood, verdict.FirstBad));
    }

    [Fact]
    public async Task An_earlier_state_of_the_whole_log_put_back_end_and_all_is_found()
    {
        await DoAsync("CREATE TABLE Old AS SELECT * FROM AuditHead");
        await WriteAsync(2);

        await DoAsync("DELETE FROM Audit WHERE Id > 6; DELETE FROM AuditHead; INSERT INTO AuditHead SELECT * FROM Old");

        Assert.Equal((6L, 7L), ((await Log.VerifyAsync(Cancel)).LastGood, (await Log.VerifyAsync(Cancel)).FirstBad));
    }

    [Fact]
    public async Task A_beginning_that_is_cut_off_leaves_an_anchor_from_which_the_rest_verifies()
    {
        _clock.Advance(TimeSpan.FromDays(400));
        await WriteAsync(3);

        Assert.Equal(6, await Log.CutAsync(_clock.GetUtcNow().AddDays(-365), Cancel));
        Assert.Equal(new AuditVerdict(4, null), await Log.VerifyAsync(Cancel));
        Assert.Equal("audit.cut", (await Log.ListAsync(null, 1, Cancel))[0].Act);

        _clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(3, await Log.CutAsync(_clock.GetUtcNow(), Cancel));
        Assert.Equal(new AuditVerdict(2, null), await Log.VerifyAsync(Cancel));
        await DoAsync("DELETE FROM Audit WHERE Id = (SELECT MIN(Id) FROM Audit)");
        Assert.False((await Log.VerifyAsync(Cancel)).Whole);
    }

    [Fact]
    public async Task A_broken_chain_is_not_cut_so_that_the_break_stays_to_be_seen()
    {
        await DoAsync("UPDATE Audit SET Details = 'x' WHERE Id = 2");
        _clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(0, await Log.CutAsync(_clock.GetUtcNow(), Cancel));
        Assert.Equal(2, (await Log.VerifyAsync(Cancel)).FirstBad);
    }

    [Fact]
    public async Task Entries_of_an_earlier_key_verify_and_that_key_signs_nothing_any_more()
    {
        var key = _studio.Services.GetRequiredService<AuditKey>();
        var stolen = new AuditKey(_studio.Folders);
        key.Rotate();
        await WriteAsync(2);
        Assert.Equal(new AuditVerdict(8, null), await new AuditLog(_studio.Contexts, new AuditChain(new AuditKey(_studio.Folders)), _clock).VerifyAsync(Cancel));

        // Whoever has the earlier key and the database adds an entry with it.
        using var forger = new AuditLog(_studio.Contexts, new AuditChain(stolen), _clock);
        await forger.WriteAsync(null, "forged", "thing", "", Cancel);

        Assert.Equal((8L, 9L), ((await Log.VerifyAsync(Cancel)).LastGood, (await Log.VerifyAsync(Cancel)).FirstBad));
    }

    private async Task DoAsync(string sql)
    {
        await using var db = await _studio.DbAsync();
        await db.Database.ExecuteSqlRawAsync(sql, Cancel);
    }

    private async Task WriteAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Log.WriteAsync(null, "test.act", $"thing:{i}", "", Cancel);
        }
    }
}
