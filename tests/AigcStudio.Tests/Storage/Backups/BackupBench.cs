using AigcStudio.Data;
using AigcStudio.Data.Storage.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Tests.Storage.Backups;

/// <summary>Restores into a data root of its own, and holds two databases against each other.</summary>
internal sealed class BackupBench : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<ServiceProvider> _opened = [];

    public string Root => _folder["restored"];

    /// <summary>Services on the root, as a command has them: nothing is opened yet.</summary>
    public ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOptions();
        services.AddData(Root, connectionString: null);
        _opened.Add(services.BuildServiceProvider());
        return _opened[^1];
    }

    public Task<Restored> RestoreAsync(BackupMade backup, bool moveAside, CancellationToken cancel) =>
        Services().GetRequiredService<BackupRestore>().RestoreAsync(backup.Path, moveAside, cancel);

    /// <summary>Rows of one database that the other does not have, as <c>table: count</c>.</summary>
    public static async Task<List<string>> ExtraRowsAsync(string of, string over, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection($"Data Source={of};Pooling=False");
        await connection.OpenAsync(cancel);
        await ReadAsync(connection, $"ATTACH '{over}' AS other", cancel);
        var extra = new List<string>();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", cancel))
        {
            var count = (await ReadAsync(connection, $"SELECT COUNT(*) FROM (SELECT * FROM main.\"{table}\" EXCEPT SELECT * FROM other.\"{table}\")", cancel))[0];
            if (count != "0")
            {
                extra.Add($"{table}: {count}");
            }
        }

        return extra;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written by this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
