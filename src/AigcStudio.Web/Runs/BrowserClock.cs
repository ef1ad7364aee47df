using System.Globalization;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Runs;

/// <summary>The wall clock where the reader sits: the studio's host may stand elsewhere.</summary>
public sealed class BrowserClock(IJSRuntime script, TimeProvider time)
{
    private TimeZoneInfo? _zone;

    /// <summary>Asks the browser once; the host's zone counts where it does not answer in words we know.</summary>
    public async Task KnowAsync()
    {
        if (_zone is not null)
        {
            return;
        }

        try
        {
            await using var clock = await script.InvokeAsync<IJSObjectReference>("import", "./js/runs-clock.js");
            var name = await clock.InvokeAsync<string?>("zone");
            _zone = name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : time.LocalTimeZone;
        }
        catch (JSDisconnectedException)
        {
            _zone = time.LocalTimeZone;
        }
    }

    public DateTimeOffset Now => Here(time.GetUtcNow());

    /// <summary>The hour and minute, with the day where it is not today.</summary>
    public string Short(DateTimeOffset at)
    {
        var here = Here(at);
        return here.ToString(here.Date == Now.Date ? "t" : "g", CultureInfo.CurrentCulture);
    }

    /// <summary>To the second, for a log.</summary>
    public string Exact(DateTimeOffset at) => Here(at).ToString("T", CultureInfo.CurrentCulture);

    private DateTimeOffset Here(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone ?? time.LocalTimeZone);
}
