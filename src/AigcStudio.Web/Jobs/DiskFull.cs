using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AigcStudio.Web.Jobs;

/// <summary>Whether a failure means that there is no room left: then a job waits instead of failing.</summary>
internal static class DiskFull
{
    // errno ENOSPC and EDQUOT, as .NET on Linux reports them in HResult.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        SqliteException sqlite => sqlite.SqliteErrorCode == raw.SQLITE_FULL,
        System.ComponentModel.Win32Exception native => native.NativeErrorCode is NoSpace or QuotaExceeded,
        IOException { HResult: NoSpace or QuotaExceeded } => true,
        _ => Is(failure.InnerException),
    };
}
