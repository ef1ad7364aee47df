using System.Data.Common;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>Writes a version with all its items in one transaction: it is frozen whole or not at all.</summary>
internal sealed class VersionWriter(IDbContextFactory<StudioDb> databases, IImportKind kind, TimeProvider clock)
{
    private const string InsertItem =
        """
        INSERT INTO "Items" ("VersionId", "Index", "BlobHash", "Name", "Label", "Width", "Height", "Colour", "PerceptualHash", "HeldOut",
            "Text", "Reply", "Milliseconds", "Peaks", "ArtifactId", "DrawnByRunId")
        VALUES (@v, @i, @b, @n, @l, @w, @h, @c, @p, @o, @t, @r, @m, @k, @a, @d)
        """;

    /// <exception cref="OperationCanceledException">The lease is somebody else's by now; nothing was written.</exception>
    public async Task FreezeAsync(JobLease lease, Curation curation, HealthReport health, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var mine = await db.Jobs.AnyAsync(
            j => j.Id == lease.JobId && j.FencingToken == lease.FencingToken && j.State == JobState.Running, cancel);
        if (!mine)
        {
            throw new OperationCanceledException("The import was cancelled or taken over.");
        }

        var version = await db.DatasetVersions.SingleAsync(v => v.Id == lease.SubjectId && v.FrozenAt == null, cancel);
        Describe(version, curation, health);
        await db.SaveChangesAsync(cancel);
        await InsertAsync(db, transaction, version.Id, curation, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Leaves the report of an import that found nothing, so that a person can read why.</summary>
    public async Task ReportAsync(Guid versionId, HealthReport health, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await db.DatasetVersions.SingleAsync(v => v.Id == versionId, cancel);
        version.Health = health;
        await db.SaveChangesAsync(cancel);
    }

    private void Describe(DatasetVersion version, Curation curation, HealthReport health)
    {
        var items = curation.Items;
        version.FrozenAt = clock.GetUtcNow();
        version.Count = items.Count;
        version.HeldOutCount = curation.HeldOut.Count(h => h);
        version.GeneratedCount = items.Count(i => i.IsGenerated);
        version.Bytes = items.Sum(i => i.Bytes);
        version.Labels = [.. curation.Labels];
        version.Health = health;
        kind.Describe(version, items);
    }

    /// <summary>One prepared statement: 10,000 rows in a tenth of a second, so that nobody waits for the lock.</summary>
    private static async Task InsertAsync(
        StudioDb db, IDbContextTransaction transaction, Guid versionId, Curation curation, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = InsertItem;
        for (var i = 0; i < curation.Items.Count; i++)
        {
            var item = curation.Items[i];
            Fill(command, ("@v", versionId), ("@i", i), ("@b", item.Hash.Hex), ("@n", item.Name), ("@l", curation.LabelOf[i]),
                ("@w", item.Width), ("@h", item.Height), ("@c", item.Colour), ("@p", unchecked((long)item.PerceptualHash)),
                ("@o", curation.HeldOut[i]), ("@t", OrNull(item.Text)), ("@r", OrNull(item.Reply)), ("@m", item.Milliseconds), ("@k", OrNull(item.Peaks)),
                ("@a", OrNull(item.ArtifactId)), ("@d", OrNull(item.DrawnByRunId)));
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static object OrNull(object? value) => value ?? DBNull.Value;

    private static void Fill(DbCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (!command.Parameters.Contains(name))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            command.Parameters[name].Value = value;
        }
    }
}
