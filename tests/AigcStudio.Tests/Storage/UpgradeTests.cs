using AigcStudio.Data;
using AigcStudio.Data.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage;

/// <summary>Data folders of other releases.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _services;

    public UpgradeTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOptions();
        services.AddData(_folder["data"], connectionString: null);
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder["data"], "studio.db");

    private IDbContextFactory<StudioDb> Contexts => _services.GetRequiredService<IDbContextFactory<StudioDb>>();

    public void Dispose()
    {
        _services.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_earlier_release_is_brought_up_to_date_keeps_its_rows_and_lies_beside_as_it_was()
    {
        await using var model = await Contexts.CreateDbContextAsync(Cancel);
        var releases = model.Database.GetMigrations().SkipLast(1).ToList();
        foreach (var release in releases)
        {
            await BeginAsync(release);

            await _services.OpenDatabaseAsync(cancel: Cancel);

            await using (var db = await Contexts.CreateDbContextAsync(Cancel))
            {
                Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancel));
                Assert.Equal("Tea", (await db.Datasets.SingleAsync(Cancel)).Name);
            }

            var kept = Assert.Single(Directory.EnumerateFiles(_folder["data"], "studio-before-*.db"));
            Assert.Equal(release, (await MigrationsAsync(kept))[^1]);
            SqliteConnection.ClearAllPools();
            File.Delete(kept);
            Directory.EnumerateFiles(_folder["data"], "studio.db*").ToList().ForEach(File.Delete);
        }

        Assert.True(releases.Count >= 5);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_database_as_it_was_and_says_so()
    {
        await using var model = await Contexts.CreateDbContextAsync(Cancel);
        var release = model.Database.GetMigrations().TakeWhile(m => !m.EndsWith("_Keeping", StringComparison.Ordinal)).Last();
        await BeginAsync(release);
        await using (var db = await Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE Erasures (Id TEXT)", Cancel);
        }

        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(Database, Cancel);

        var refusal = await Assert.ThrowsAsync<UpgradeRefusedException>(() => _services.OpenDatabaseAsync(cancel: Cancel));

        SqliteConnection.ClearAllPools();
        Assert.Contains("are as they were", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Database, Cancel));
        Assert.Equal(["studio.db"], Directory.EnumerateFiles(_folder["data"], "studio*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Data_of_a_newer_release_are_refused_in_words_and_untouched()
    {
        await _services.OpenDatabaseAsync(cancel: Cancel);
        await using (var db = await Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('20991231000000_Later', '99')", Cancel);
        }

        var refusal = await Assert.ThrowsAsync<UpgradeRefusedException>(() => _services.OpenDatabaseAsync(cancel: Cancel));

        Assert.Contains("newer release", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Later", (await MigrationsAsync(Database))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_beside_a_studio_does_not_upgrade_under_it()
    {
        await using var model = await Contexts.CreateDbContextAsync(Cancel);
        await BeginAsync(model.Database.GetMigrations().First());

        await Assert.ThrowsAsync<UpgradeRefusedException>(() => _services.OpenDatabaseAsync(mayUpgrade: false, Cancel));

        Assert.Single(await MigrationsAsync(Database));
    }

    private async Task BeginAsync(string release)
    {
        await using var old = await Contexts.CreateDbContextAsync(Cancel);
        await old.GetService<IMigrator>().MigrateAsync(release, Cancel);
        await old.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "Datasets" ("Id", "Name", "Modality", "OwnerId", "Visibility", "RightsStatement", "CreatedAt")
            VALUES ('00000000-0000-0000-0000-00000000000A', 'Tea', 0, '00000000-0000-0000-0000-00000000000F', 1, 'Ours.', 1)
            """,
            Cancel);
        SqliteConnection.ClearAllPools();
    }

    private static async Task<List<string>> MigrationsAsync(string path)
    {
        var options = new DbContextOptionsBuilder<StudioDb>().UseSqlite($"Data Source={path};Pooling=False").Options;
        await using var db = new StudioDb(options);
        return [.. await db.Database.GetAppliedMigrationsAsync(Cancel)];
    }
}
