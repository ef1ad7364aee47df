using AigcStudio.Core.Runs;

namespace AigcStudio.Generative.Runs;

/// <summary>Takes what happens in a run, in order. Called by the training thread, which it must not keep waiting.</summary>
public interface IRunReporter
{
    void Report(RunEvent happened);
}
