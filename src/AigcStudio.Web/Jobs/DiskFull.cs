using Microsoft.Data.Sqlite;
using SQLitePCL;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

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
        RemoteInvocationException { DeserializedErrorData: CommonErrorData told } => OfChild(told),
        _ => Is(failure.InnerException),
    };

    // A child writes into the same folders: its exception comes over the wire, number and all.
    private static bool OfChild(CommonErrorData? told) =>
        told is not null
        && ((told.TypeName == typeof(IOException).FullName && told.HResult is NoSpace or QuotaExceeded) || OfChild(told.Inner));
}
