using System.Collections.Concurrent;
using AigcStudio.Core.Runs;

namespace AigcStudio.Data.Runs;

/// <summary>The way from a person's click to the training under way in this process: "sample now", "save now".</summary>
public sealed class RunOrders
{
    private readonly ConcurrentDictionary<Guid, Func<TrainCommand, Task>> _trainings = new();

    /// <summary>A training takes orders until this is disposed.</summary>
    public IDisposable Take(Guid runId, Func<TrainCommand, Task> onOrder)
    {
        _trainings[runId] = onOrder;
        return new Taking(this, runId, onOrder);
    }

    /// <returns>False where the run is not training here.</returns>
    public async Task<bool> GiveAsync(Guid runId, TrainCommand command)
    {
        if (!_trainings.TryGetValue(runId, out var onOrder))
        {
            return false;
        }

        await onOrder(command);
        return true;
    }

    private sealed class Taking(RunOrders orders, Guid runId, Func<TrainCommand, Task> onOrder) : IDisposable
    {
        public void Dispose() => orders._trainings.TryRemove(KeyValuePair.Create(runId, onOrder));
    }
}
