using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>A studio's database and blobs as another process sees them.</summary>
internal sealed class StudioStore(string dataRoot)
{
    private const string BlobEnding = "BlobHash";

    private string Blobs => Path.Combine(dataRoot, "blobs");

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(dataRoot, "studio.db")};Pooling=False;Default Timeout=30");
        connection.Open();
        return connection;
    }

    /// <summary>
    /// Lets the database itself write down at every point whether its run's job was held, and by which claim: what it saw is what
    /// happened, whoever wrote.
    /// </summary>
    public async Task WatchWritersAsync()
    {
        await using var db = Open();
        await using var command = db.CreateCommand();
        command.CommandText =
            """
            CREATE TABLE LabWrites (At INTEGER PRIMARY KEY, Run TEXT, Series TEXT, Step INTEGER, Job TEXT, Token INTEGER, State INTEGER, Worker TEXT);
            CREATE TRIGGER LabWatch AFTER INSERT ON RunPoints BEGIN
              INSERT INTO LabWrites (Run, Series, Step, Job, Token, State, Worker)
              SELECT NEW.RunId, NEW.Series, NEW.Step, Id, FencingToken, State, Worker FROM Jobs WHERE SubjectId = NEW.RunId ORDER BY Id DESC LIMIT 1;
            END;
            """;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows as text, columns by <c>|</c>; numbers as SQLite holds them, to the last bit.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string words, params (string Name, object Value)[] values)
    {
        await using var db = Open();
        await using var command = db.CreateCommand();
        command.CommandText = words;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    /// <summary>As the database writes an id.</summary>
    public static string Key(Guid id) => id.ToString().ToUpperInvariant();

    /// <summary>Every hash that any row names.</summary>
    public async Task<IReadOnlySet<string>> NamedBlobsAsync()
    {
        var named = new HashSet<string>();
        var columns = await RowsAsync(
            $"SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name LIKE '%{BlobEnding}'");
        foreach (var column in columns.Select(c => c.Split('|')))
        {
            named.UnionWith(await RowsAsync($"SELECT DISTINCT \"{column[1]}\" FROM \"{column[0]}\" WHERE \"{column[1]}\" IS NOT NULL AND \"{column[1]}\" <> ''"));
        }

        return named;
    }

    /// <summary>Every file among the blobs.</summary>
    public IReadOnlyList<string> BlobFiles() => [.. Directory.EnumerateFiles(Blobs, "*", SearchOption.AllDirectories)];

    /// <summary>Whether the blob of that name holds what its name says.</summary>
    public bool IsSound(string hash)
    {
        var path = Path.Combine(Blobs, hash[..2], hash);
        if (!File.Exists(path))
        {
            return false;
        }

        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == hash;
    }

    /// <summary>Folders of passing files: each is of one studio that lives, or lived.</summary>
    public IReadOnlyList<string> Spools() => Directory.GetDirectories(Path.Combine(dataRoot, "spool"));
}
