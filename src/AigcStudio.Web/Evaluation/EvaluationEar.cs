using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Evaluation;

/// <summary>Hears how far an evaluation is.</summary>
internal sealed class EvaluationEar(IProgress<JobProgress> progress) : IEngineListener
{
    public Task HeardAsync(RunEvent happened)
    {
        if (happened.Payload is WorkProgressed { Progress: var news })
        {
            progress.Report(news);
        }

        return Task.CompletedTask;
    }
}
