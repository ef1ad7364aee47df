using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AigcStudio.Data.Storage;

/// <summary>
/// What every connection needs and SQLite forgets when it closes: references that are checked, a wait instead of an error
/// while another writes, and a flush per commit, so that what was told to a person survives a power cut.
/// Transactions of Microsoft.Data.Sqlite begin IMMEDIATE, so a write never has to be upgraded from a read.
/// </summary>
internal sealed class ConnectionHabits : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
