using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AigcStudio.Web.Shell;

/// <summary>What <c>/health</c> answers: each check by name, and nothing of why, because anyone may ask.</summary>
internal static class HealthAnswer
{
    /// <summary>The tag of checks that say whether the studio can serve.</summary>
    public const string Ready = "ready";

    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString()),
    });
}
