using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;

namespace AigcStudio.Tests.Jobs;

/// <summary>An Engine that does nothing: a test's double says the one or two things that its test asks for.</summary>
public abstract class MuteEngine : IEngine
{
    public virtual Task<EngineGreeting> GreetAsync(CancellationToken cancel) => throw new NotSupportedException();

    public virtual Task<TrainPlan> PlanAsync(PlanRequest request, CancellationToken cancel) => throw new NotSupportedException();

    public virtual Task<TrainOutcome> TrainAsync(TrainRequest request, CancellationToken cancel) => throw new NotSupportedException();

    public virtual Task CommandAsync(TrainCommand command) => throw new NotSupportedException();

    public virtual Task<DrawOutcome> DrawAsync(DrawRequest request, CancellationToken cancel) => throw new NotSupportedException();

    public virtual Task<EvaluationReport> EvaluateAsync(EvaluateRequest request, CancellationToken cancel) => throw new NotSupportedException();

    public virtual Task<IReadOnlyList<Nearness>> CompareAsync(CompareRequest request, CancellationToken cancel) => throw new NotSupportedException();

    public virtual Task<SpaceOutcome> SpaceAsync(SpaceRequest request, CancellationToken cancel) => throw new NotSupportedException();

    public virtual Task<EnlargeOutcome> EnlargeAsync(EnlargeRequest request, CancellationToken cancel) => throw new NotSupportedException();

    public virtual Task<DecodeOutcome> DecodeAsync(DecodeRequest request, CancellationToken cancel) => throw new NotSupportedException();
}
