using AigcStudio.Core;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Evaluation.Reports;
using AigcStudio.Generative.Models;
using StreamJsonRpc;

namespace AigcStudio.Engine;

/// <summary>
/// Serves <see cref="IEngine"/>: one thread trains and measures, another draws and plans. The two never wait for each other.
/// </summary>
internal sealed class EngineService(IEngineListener listener, TimeProvider time) : IEngine, IDisposable
{
    private readonly ComputeThread _training = new("training", yieldsToOthers: true);
    private readonly ComputeThread _drawing = new("drawing", yieldsToOthers: false);
    private readonly TrainDesk _train = new(time);
    private readonly DrawDesk _draw = new();
    private readonly CompareDesk _compare = new();

    public Task<EngineGreeting> GreetAsync(CancellationToken cancel) => Answer(() => _drawing.RunAsync(EngineDevices.Greet, cancel));

    public Task<TrainPlan> PlanAsync(PlanRequest request, CancellationToken cancel) =>
        Answer(() => _drawing.RunAsync(() => DrawDesk.Plan(request, cancel), cancel));

    public Task<TrainOutcome> TrainAsync(TrainRequest request, CancellationToken cancel) => Answer(async () =>
    {
        using var turn = _train.TakeTurn();
        await using var events = new EventPump(listener);
        using var hangUp = cancel.Register(() => _train.Ask(TrainCommand.Cancel));
        return await _training.RunAsync(() => _train.Train(request, events), CancellationToken.None);
    });

    public Task CommandAsync(TrainCommand command)
    {
        _train.Ask(command);
        return Task.CompletedTask;
    }

    public Task<DrawOutcome> DrawAsync(DrawRequest request, CancellationToken cancel) =>
        Answer(() => _drawing.RunAsync(() => _draw.Draw(request, cancel), cancel));

    public Task<SpaceOutcome> SpaceAsync(SpaceRequest request, CancellationToken cancel) =>
        Answer(() => _drawing.RunAsync(() => _draw.Space(request, cancel), cancel));

    public Task<DecodeOutcome> DecodeAsync(DecodeRequest request, CancellationToken cancel) =>
        Answer(() => _drawing.RunAsync(() => _draw.Decode(request, cancel), cancel));

    public Task<EnlargeOutcome> EnlargeAsync(EnlargeRequest request, CancellationToken cancel) =>
        Answer(() => _drawing.RunAsync(() => _draw.Enlarge(request, cancel), cancel));

    public Task<EvaluationReport> EvaluateAsync(EvaluateRequest request, CancellationToken cancel) => Answer(async () =>
    {
        EngineDevices.RefuseUnknown(request.Device);
        await using var events = new EventPump(listener);
        return await _training.RunAsync(
            () => DeviceMemory.Guard(request.Device, () => new Evaluator(request, events, time).Run(cancel)), CancellationToken.None);
    });

    public Task<IReadOnlyList<Nearness>> CompareAsync(CompareRequest request, CancellationToken cancel) =>
        Answer(() => _training.RunAsync(() => _compare.Compare(request, cancel), cancel));

    public void Dispose()
    {
        _training.Dispose();
        _drawing.Dispose();
        _draw.Dispose();
        _compare.Dispose();
    }

    private static async Task<T> Answer<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (StudioException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            throw new LocalRpcException(refusal.Message) { ErrorCode = IEngine.RefusedErrorCode, ErrorData = Said.Of(refusal) };
        }
    }
}
