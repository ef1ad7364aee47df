using AigcStudio.Core.Accounts;
using AigcStudio.Data.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>
/// Tells one connection of one run for as long as whoever sits there may see it: before it tells something it asks again, unless it asked lately.
/// </summary>
/// <param name="onLost">Called once the right is gone, with whether the whole sign-in is.</param>
internal sealed class RunListener(Guid runId, HubSeat seat, RunReader reader, IRunsClient client, TimeProvider time, Action<bool> onLost)
{
    /// <summary>How long an answer holds: a thousand listeners ask fifty times a second, and a lost right is felt well within a minute.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(20);

    private long _asked = time.GetTimestamp();

    public async Task TellAsync(RunNews news)
    {
        if (time.GetElapsedTime(_asked) >= Trust && !await MayHearAsync())
        {
            return;
        }

        foreach (var happened in news.Events)
        {
            await client.RunEvent(news.RunId, happened);
        }
    }

    private async Task<bool> MayHearAsync()
    {
        try
        {
            await reader.GetAsync(await seat.ViewerAsync(CancellationToken.None), runId, CancellationToken.None);
            _asked = time.GetTimestamp();
            return true;
        }
        catch (RefusedException refusal)
        {
            onLost(refusal.Code == "refused.signedOut");
            return false;
        }
    }
}
