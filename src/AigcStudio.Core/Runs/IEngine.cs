using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Core.Runs;

/// <summary>
/// What an Engine process does, over JSON-RPC. Expected refusals arrive as <see cref="StudioException"/> carried in the
/// error's data as a <see cref="Said"/> (error code <see cref="RefusedErrorCode"/>). One training at a time; draws and plans
/// are served one after another.
/// </summary>
public interface IEngine
{
    /// <summary>JSON-RPC error code of an expected refusal.</summary>
    const int RefusedErrorCode = -32050;

    /// <summary>The devices of this host, best first.</summary>
    Task<EngineGreeting> GreetAsync(CancellationToken cancel);

    /// <summary>The form a recipe wants, and what it will cost here: a few measured steps on made-up examples.</summary>
    Task<TrainPlan> PlanAsync(PlanRequest request, CancellationToken cancel);

    /// <summary>Trains until the recipe's steps are done or a command ends it. Events go to <see cref="IEngineListener"/>.</summary>
    Task<TrainOutcome> TrainAsync(TrainRequest request, CancellationToken cancel);

    /// <summary>Asks something of the training in progress; ignored when there is none.</summary>
    Task CommandAsync(TrainCommand command);

    /// <summary>Draws from a checkpoint, whose sampler stays warm for the next time.</summary>
    Task<DrawOutcome> DrawAsync(DrawRequest request, CancellationToken cancel);

    /// <summary>The directions of a model's latent space, and where its training items lie in it. The sampler stays warm.</summary>
    Task<SpaceOutcome> SpaceAsync(SpaceRequest request, CancellationToken cancel);

    /// <summary>Makes examples of codes, as draws are made; the same codes give the same examples on the same device.</summary>
    Task<DecodeOutcome> DecodeAsync(DecodeRequest request, CancellationToken cancel);

    /// <summary>Makes pictures larger, tile by tile. The model stays warm.</summary>
    Task<EnlargeOutcome> EnlargeAsync(EnlargeRequest request, CancellationToken cancel);

    /// <summary>Measures a model, giving way to everything else; tells <see cref="IEngineListener"/> how far it is.</summary>
    Task<EvaluationReport> EvaluateAsync(EvaluateRequest request, CancellationToken cancel);

    /// <summary>The nearest training item of each of some drawn examples, in their order; gives way to everything else.</summary>
    Task<IReadOnlyList<Nearness>> CompareAsync(CompareRequest request, CancellationToken cancel);
}

/// <summary>The studio's end: events of the training in progress, in order.</summary>
public interface IEngineListener
{
    Task HeardAsync(RunEvent happened);
}
