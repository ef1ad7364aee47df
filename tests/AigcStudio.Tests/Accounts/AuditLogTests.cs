using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

public sealed class AuditLogTests : IDisposable
{
    private readonly StudioApp _studio = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Log => _studio.Services.GetRequiredService<AuditLog>();

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task An_untouched_chain_is_whole()
    {
        await WriteAsync(5);

        Assert.Equal(new AuditVerdict(5, null), await Log.VerifyAsync(Cancel));
    }

    [Theory]
    [InlineData("DELETE FROM Audit WHERE Id = 3", 4)]
    [InlineData("DELETE FROM Audit WHERE Id = 5", 5)]
    [InlineData("UPDATE Audit SET Details = 'x' WHERE Id = 2", 2)]
    [InlineData("UPDATE Audit SET PersonId = NULL, Act = 'other' WHERE Id = 1", 1)]
    public async Task A_line_taken_out_or_changed_shows(string tampering, long firstBad)
    {
        await WriteAsync(5);
        await using var db = await _studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);

        await db.Database.ExecuteSqlRawAsync(tampering, Cancel);

        Assert.Equal(firstBad, (await Log.VerifyAsync(Cancel)).FirstBad);
    }

    [Fact]
    public async Task Entries_written_at_once_form_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Log.WriteAsync(null, "test.act", $"thing:{i}", "", Cancel)));

        Assert.Equal(new AuditVerdict(20, null), await Log.VerifyAsync(Cancel));
    }

    private async Task WriteAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Log.WriteAsync(Guid.CreateVersion7(), "test.act", $"thing:{i}", "", Cancel);
        }
    }
}
