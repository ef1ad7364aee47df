using System.Buffers.Binary;
using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Backups;

/// <summary>
/// Looks whether the studio's data are whole: the database, every blob that a row needs, blobs that none needs, checkpoints, the audit chain.
/// Reads alone, so that it may run beside a studio at work.
/// </summary>
public sealed class IntegrityCheck(IDbContextFactory<StudioDb> databases, BlobStore blobs, BlobSweep sweep, AuditLog audit)
{
    /// <param name="quick">Believe the name of a blob instead of reading its bytes.</param>
    /// <returns>A sentence for each finding, for the host's console; none where all is well.</returns>
    public async Task<CheckReport> RunAsync(bool quick, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!File.Exists(BackupRestore.PathOf(db)) || (await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            return new CheckReport(["There is no database here, or one of an earlier release: start the studio once, then check."], 0, 0);
        }

        var findings = new List<string>();
        await using (var file = await DatabaseFile.OpenAsync(BackupRestore.PathOf(db), cancel))
        {
            findings.AddRange((await DatabaseFile.FaultsAsync(file, cancel)).Select(f => $"The database is damaged: {f}."));
        }

        var (count, bytes) = await BlobsAsync(db, quick, findings, cancel);
        await CheckpointsAsync(db, findings, cancel);
        var left = await sweep.LookAsync(cancel);
        if (left.Count > 0)
        {
            findings.Add($"{left.Count} blobs ({left.Bytes} bytes) belong to no row; a clean-up gives them back.");
        }

        var chain = await audit.VerifyAsync(cancel);
        if (!chain.Whole)
        {
            findings.Add($"The audit log holds up to entry {chain.LastGood} and breaks at entry {chain.FirstBad}: entries were changed, taken out or put in.");
        }

        return new CheckReport(findings, count, bytes);
    }

    private async Task<(int Count, long Bytes)> BlobsAsync(StudioDb db, bool quick, List<string> findings, CancellationToken cancel)
    {
        var needs = await db.Database.SqlQueryRaw<Need>(BlobReferences.NeededSql(db)).ToListAsync(cancel);
        var (count, bytes) = (0, 0L);
        foreach (var need in needs.GroupBy(n => n.Hash, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            var owners = string.Join(", ", need.Select(n => n.Owner).Order(StringComparer.Ordinal));
            if (!ContentHash.TryParse(need.Key, out var hash))
            {
                findings.Add($"{owners} names '{need.Key}', which is no hash.");
            }
            else if (!blobs.Has(hash))
            {
                // Let go since the rows were read: then no row names it any more.
                if (await StillNeededAsync(db, need.Key, cancel))
                {
                    findings.Add($"{owners} names blob {need.Key}, which is not on the disk.");
                }
            }
            else if (!quick && await HoldsOthersAsync(hash, cancel))
            {
                findings.Add($"Blob {need.Key} of {owners} holds other bytes than its name says.");
            }

            (count, bytes) = (count + 1, bytes + blobs.LengthOf(hash));
        }

        return (count, bytes);
    }

    private async Task<bool> HoldsOthersAsync(ContentHash hash, CancellationToken cancel)
    {
        try
        {
            return await DatabaseFile.HashAsync(blobs.PathOf(hash), cancel) != hash.Hex;
        }
        catch (FileNotFoundException)
        {
            // Let go this moment.
            return false;
        }
    }

    private static async Task<bool> StillNeededAsync(StudioDb db, string hash, CancellationToken cancel) =>
        await db.Database.SqlQueryRaw<Need>(BlobReferences.NeededSql(db)).AnyAsync(n => n.Hash == hash, cancel);

    private async Task CheckpointsAsync(StudioDb db, List<string> findings, CancellationToken cancel)
    {
        var all = await db.Checkpoints.Select(c => new { c.BlobHash, c.Step, Run = db.Runs.Where(r => r.Id == c.RunId).Select(r => r.Name).FirstOrDefault() }).ToListAsync(cancel);
        foreach (var checkpoint in all.Where(c => ContentHash.TryParse(c.BlobHash, out _)))
        {
            var hash = ContentHash.Parse(checkpoint.BlobHash);
            if (blobs.Has(hash) && !IsReadable(blobs.PathOf(hash)) && blobs.Has(hash))
            {
                findings.Add($"The checkpoint of '{checkpoint.Run}' at step {checkpoint.Step} cannot be read.");
            }
        }
    }

    /// <summary>Whether it is a safetensors file whose tensors fill it to its end.</summary>
    internal static bool IsReadable(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> length = stackalloc byte[sizeof(long)];
            file.ReadExactly(length);
            var headerBytes = BinaryPrimitives.ReadInt64LittleEndian(length);
            if (headerBytes is < 2 or > MostHeaderBytes || headerBytes > file.Length - sizeof(long))
            {
                return false;
            }

            var header = new byte[headerBytes];
            file.ReadExactly(header);
            using var json = JsonDocument.Parse(header);
            var end = json.RootElement.EnumerateObject().Where(t => t.Name != "__metadata__").Select(t => t.Value.GetProperty("data_offsets")[1].GetInt64()).DefaultIfEmpty().Max();
            return sizeof(long) + headerBytes + end == file.Length;
        }
        catch (Exception fault) when (fault is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private const long MostHeaderBytes = 100L << 20;

    private sealed record Need(string Owner, string Hash);
}

/// <param name="Findings">Sentences.</param>
/// <param name="Blobs">That rows need.</param>
public sealed record CheckReport(IReadOnlyList<string> Findings, int Blobs, long Bytes)
{
    public bool Whole => Findings.Count == 0;
}
