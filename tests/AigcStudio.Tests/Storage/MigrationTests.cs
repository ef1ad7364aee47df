using AigcStudio.Data;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage;

public sealed class MigrationTests : IDisposable
{
    // One row in each table that later migrations change, as a studio of the first migration wrote it.
    private const string OldRows =
        """
        INSERT INTO "Datasets" ("Id", "Name", "Modality", "OwnerId", "Visibility", "RightsStatement", "CreatedAt")
        VALUES ('00000000-0000-0000-0000-00000000000A', 'Tea', 0, '00000000-0000-0000-0000-00000000000F', 1, 'Ours.', 1);
        INSERT INTO "DatasetVersions" ("Id", "DatasetId", "Number", "CreatedAt", "FrozenAt", "Count", "HeldOutCount", "Bytes", "Labels", "Health", "TypicalWidth", "TypicalHeight", "Colour")
        VALUES ('00000000-0000-0000-0000-00000000000B', '00000000-0000-0000-0000-00000000000A', 1, 1, 1, 1, 0, 7, '["cup"]', '{}', 64, 48, 1);
        INSERT INTO "Items" ("VersionId", "Index", "BlobHash", "Name", "Label", "Width", "Height", "Colour", "PerceptualHash", "HeldOut")
        VALUES ('00000000-0000-0000-0000-00000000000B', 0, 'abc', 'cup.png', 0, 64, 48, 1, -5, 0);
        """;

    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _services;

    public MigrationTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOptions();
        services.AddData(_folder["data"], connectionString: null);
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_database_of_the_first_migration_is_brought_up_to_date_and_keeps_its_rows()
    {
        var contexts = _services.GetRequiredService<IDbContextFactory<StudioDb>>();
        await using (var old = await contexts.CreateDbContextAsync(Cancel))
        {
            await old.GetService<IMigrator>().MigrateAsync(old.Database.GetMigrations().First(), Cancel);
            await old.Database.ExecuteSqlRawAsync(OldRows.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), Cancel);
            Assert.NotEmpty(await old.Database.GetPendingMigrationsAsync(Cancel));
        }

        await new StudioDatabase(contexts, TimeProvider.System).OpenAsync(mayUpgrade: true, Cancel);

        await using var db = await contexts.CreateDbContextAsync(Cancel);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancel));
        var version = await db.DatasetVersions.Include(v => v.Dataset).SingleAsync(Cancel);
        var item = await db.Items.SingleAsync(Cancel);
        Assert.Equal(("Tea", 64, "cup"), (version.Dataset!.Name, version.TypicalWidth, Assert.Single(version.Labels)));
        Assert.Equal(("cup.png", -5L, null, 0), (item.Name, item.PerceptualHash, item.Text, item.Milliseconds));
    }

    [Fact]
    public async Task No_change_of_the_model_is_without_its_migration()
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        Assert.False(db.Database.HasPendingModelChanges(), "Add a migration: the tables no longer fit the model.");
    }
}
