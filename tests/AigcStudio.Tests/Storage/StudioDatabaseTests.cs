using AigcStudio.Data.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Storage;

public sealed class StudioDatabaseTests
{
    [Theory]
    [InlineData("PRAGMA journal_mode", "wal")]
    [InlineData("PRAGMA foreign_keys", "1")]
    [InlineData("PRAGMA busy_timeout", "30000")]
    [InlineData("PRAGMA synchronous", "2")]
    public async Task Every_connection_has_the_habits(string pragma, string expected)
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        await using var db = await studio.DbAsync();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma;
        Assert.Equal(expected, Convert.ToString(
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_transaction_takes_the_write_lock_when_it_begins()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        await using var db = await studio.DbAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var other = new SqliteConnection($"Data Source={studio.Folders.Database};Pooling=False;Default Timeout=1");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        var refused = await Assert.ThrowsAsync<SqliteException>(() => begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Equal(SQLitePCL.raw.SQLITE_BUSY, refused.SqliteErrorCode);
    }

    [Fact]
    public void An_SQLite_that_can_lose_writes_is_refused() =>
        Assert.Throws<NotSupportedException>(() => StudioDatabase.RefuseOldSqlite(new Version(3, 51, 2)));

    [Fact]
    public async Task Opening_twice_keeps_what_is_there()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        await using (var db = await studio.DbAsync())
        {
            db.Datasets.Add(new() { Id = Guid.CreateVersion7(), Name = "kept" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await new StudioDatabase(studio.Contexts, TimeProvider.System).OpenAsync(mayUpgrade: true, TestContext.Current.CancellationToken);
        await using var again = await studio.DbAsync();
        Assert.Equal("kept", (await again.Datasets.SingleAsync(TestContext.Current.CancellationToken)).Name);
    }
}
