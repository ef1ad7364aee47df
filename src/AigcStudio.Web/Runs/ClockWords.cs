using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Runs;

/// <summary>Times as one says them: rounded as coarsely as they are known.</summary>
public static class ClockWords
{
    /// <summary><c>about 4 minutes</c>, <c>about 1 h 20 min</c>, <c>less than a minute</c>.</summary>
    public static string About(Texts texts, double seconds)
    {
        var minutes = (int)Math.Round(seconds / 60);
        return seconds < 45 ? texts["runs.clock.seconds"]
            : minutes <= 1 ? texts["runs.clock.minute"]
            : minutes < 60 ? texts["runs.clock.minutes", minutes]
            : minutes % 60 < 5 || minutes >= 600 ? texts["runs.clock.hours", (int)Math.Round(minutes / 60.0)]
            : texts["runs.clock.hoursMinutes", minutes / 60, minutes % 60 / 5 * 5];
    }

    /// <summary><c>3 min ago</c>, <c>2 days ago</c>; a date where it is a week old.</summary>
    public static string Ago(Texts texts, DateTimeOffset then, DateTimeOffset now)
    {
        var passed = now - then;
        return passed.TotalMinutes < 1 ? texts["runs.clock.now"]
            : passed.TotalHours < 1 ? texts["runs.clock.minutesAgo", (int)passed.TotalMinutes]
            : passed.TotalDays < 1 ? texts["runs.clock.hoursAgo", (int)passed.TotalHours]
            : passed.TotalDays < 2 ? texts["runs.clock.dayAgo"]
            : passed.TotalDays < 7 ? texts["runs.clock.daysAgo", (int)passed.TotalDays]
            : then.ToString("d", System.Globalization.CultureInfo.CurrentCulture);
    }

    /// <summary>How long something took: <c>48 s</c>, <c>4 min 10 s</c>, <c>1 h 20 min</c>.</summary>
    public static string Took(Texts texts, TimeSpan span) =>
        span.TotalMinutes < 1 ? texts["runs.clock.tookSeconds", (int)span.TotalSeconds]
        : span.TotalHours < 1 ? texts["runs.clock.tookMinutes", (int)span.TotalMinutes, span.Seconds]
        : texts["runs.clock.tookHours", (int)span.TotalHours, span.Minutes];
}
