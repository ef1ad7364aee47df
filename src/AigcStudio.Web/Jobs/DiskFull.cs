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

    // What libraries without exceptions of ours, libvips for one, hand on of the same: the words of the C library.
    private static readonly string[] Words = ["No space left on device", "Disk quota exceeded"];

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
        && ((told.TypeName == typeof(IOException).FullName && told.HResult is NoSpace or QuotaExceeded)
            || Words.Any(w => told.Message?.Contains(w, StringComparison.Ordinal) == true)
            || OfChild(told.Inner));
}
