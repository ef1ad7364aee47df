using AigcStudio.Data.Jobs;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Runs;

/// <summary>The queue of trainings as seen with this host's slots.</summary>
public sealed class RunOutlook(QueueClock queue, Devices devices)
{
    public async Task<QueueOutlook> LookAsync(CancellationToken cancel) =>
        await queue.LookAsync((await devices.ForTrainingAsync(cancel)).Count, cancel);
}
