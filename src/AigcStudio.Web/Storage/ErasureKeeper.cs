using AigcStudio.Data.Storage.Erasing;

namespace AigcStudio.Web.Storage;

/// <summary>Goes on at the start with an erasure that a kill interrupted: its rows are gone, its bytes may not be.</summary>
public sealed class ErasureKeeper(Erasures erasures) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => erasures.FinishAllAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
