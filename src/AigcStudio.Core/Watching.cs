using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AigcStudio.Core;

/// <summary>
/// Where the studio says what it does, for whoever listens: spans of jobs, of calls to child processes and of blobs, and figures. Without a
/// listener a span is null and costs nothing. Tags carry ids and counts, never names, texts or secrets.
/// </summary>
public static class Watching
{
    /// <summary>Matches every source and meter of the studio's own.</summary>
    public const string Everything = "AigcStudio.*";

    /// <summary>One span for an attempt at a job: <c>job Train</c>, <c>job Draw</c>, <c>job Import</c>, <c>job Evaluate</c> ...</summary>
    public static ActivitySource Jobs { get; } = new("AigcStudio.Jobs");

    /// <summary>One span for a call: <c>engine Train</c>, <c>engine Draw</c>, <c>media Probe</c> ...</summary>
    public static ActivitySource Children { get; } = new("AigcStudio.Children");

    /// <summary>One span for a write to the blob store.</summary>
    public static ActivitySource Storage { get; } = new("AigcStudio.Storage");

    /// <summary>Figures of what lives as long as the process; what belongs to a host asks it for a meter of that host's.</summary>
    public static Meter Meter { get; } = new("AigcStudio.Studio");
}
