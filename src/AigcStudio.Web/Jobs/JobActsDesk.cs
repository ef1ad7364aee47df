using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using MudBlazor;

namespace AigcStudio.Web.Jobs;

/// <summary>An administrator's acts on a job, as the list and the page of one job do them: done, said, and taken back where that can be had.</summary>
public sealed class JobActsDesk(JobActs acts, CurrentViewer current, IDialogService dialogs, ISnackbar notes, Texts texts)
{
    /// <summary>Asks first, because a stopped job's work since its last save is lost.</summary>
    public async Task StopAsync(JobCard job, CancellationToken cancel)
    {
        if (await dialogs.ConfirmAsync(texts["jobs.stop.title"], texts["jobs.stop.text"], texts["jobs.stop"], dangerous: true))
        {
            await acts.CancelAsync(await current.GetAsync(), job.Id, cancel);
        }
    }

    public Task RetryAsync(JobCard job, CancellationToken cancel) => TellAsync(async viewer =>
    {
        await acts.RetryAsync(viewer, job.Id, cancel);
        notes.Add(texts["jobs.retried", job.Name()], Severity.Success);
    });

    /// <param name="changed">Called after the move was taken back.</param>
    public Task FrontAsync(JobCard job, Func<Task> changed, CancellationToken cancel) => TellAsync(async viewer =>
    {
        var before = await acts.MoveToFrontAsync(viewer, job.Id, cancel);
        notes.Add(texts["jobs.front.done", job.Name()], Severity.Success, o =>
        {
            o.Action = texts["jobs.front.undo"];
            o.OnClick = async _ =>
            {
                await TellAsync(v => acts.RankAsync(v, job.Id, before, cancel));
                await changed();
            };
        });
    });

    private async Task TellAsync(Func<Viewer, Task> act)
    {
        try
        {
            await act(await current.GetAsync());
        }
        catch (JobException refusal)
        {
            notes.Add(texts[Said.Of(refusal)], Severity.Warning);
        }
    }
}
