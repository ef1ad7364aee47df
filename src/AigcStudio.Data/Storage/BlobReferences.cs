using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Who refers to blobs: every column whose property is called <c>...BlobHash</c>, found in the model itself, so that a table which a later
/// feature adds is asked without anybody having to think of it.
/// </summary>
public static class BlobReferences
{
    private const string Ending = "BlobHash";

    /// <summary>The columns, as table and column.</summary>
    public static IReadOnlyList<(string Table, string Column)> Columns(StudioDb db) =>
        [.. db.Model.GetEntityTypes()
            .SelectMany(t => t.GetProperties()
                .Where(p => p.Name.EndsWith(Ending, StringComparison.Ordinal))
                .Select(p => (Table: t.GetTableName()!, Column: p.GetColumnName(StoreObjectIdentifier.Table(t.GetTableName()!, t.GetSchema())) ?? p.Name)))
            .Distinct()
            .Order()];

    /// <summary>One query for every blob that some row needs, as <c>Owner</c> (table and column) and <c>Hash</c>: texts are in their row and need none.</summary>
    public static string NeededSql(StudioDb db) => string.Join(
        " UNION ",
        Columns(db).Select(c =>
            $"SELECT '{c.Table}.{c.Column}' AS \"Owner\", \"{c.Column}\" AS \"Hash\" FROM \"{c.Table}\" WHERE \"{c.Column}\" IS NOT NULL"
            + (c.Table == "Items" ? " AND \"Text\" IS NULL" : "")));

    /// <summary>How often each hash that begins with these two digits is referred to.</summary>
    /// <param name="prefix">Two hexadecimal digits: the folder of the blobs.</param>
    public static async Task<IReadOnlyDictionary<string, int>> CountAsync(StudioDb db, string prefix, CancellationToken cancel)
    {
        // The digit after f is g, the one after 9 is a colon: both sort where they should.
        var (from, to) = (prefix, $"{prefix[0]}{(char)(prefix[1] + 1)}");
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (table, column) in Columns(db))
        {
            var words = $"SELECT \"{column}\" AS \"Hash\", COUNT(*) AS \"Count\" FROM \"{table}\" WHERE \"{column}\" >= {{0}} AND \"{column}\" < {{1}} GROUP BY \"{column}\"";
            foreach (var row in await db.Database.SqlQueryRaw<HashCount>(words, from, to).ToListAsync(cancel))
            {
                counts[row.Hash] = counts.GetValueOrDefault(row.Hash) + row.Count;
            }
        }

        return counts;
    }

    /// <summary>Whether any row refers to a blob.</summary>
    public static async Task<bool> AnyAsync(StudioDb db, string hash, CancellationToken cancel)
    {
        foreach (var (table, column) in Columns(db))
        {
            var words = $"SELECT \"{column}\" AS \"Value\" FROM \"{table}\" WHERE \"{column}\" = {{0}} LIMIT 1";
            if ((await db.Database.SqlQueryRaw<string>(words, hash).ToListAsync(cancel)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private sealed record HashCount(string Hash, int Count);
}
