using System.Threading.RateLimiting;
using AigcStudio.Core;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Runs;

/// <summary>
/// What the API's middleware is for requests, for the acts of a hub's connection: not too often, refusals by their code, and faults by a number
/// under which the log has them. An open connection is one request, so that the limits of requests do not see its acts.
/// </summary>
internal sealed class HubGuard(IOptions<WatcherOptions> limits, ILogger<HubGuard> log) : IHubFilter, IDisposable
{
    private const int BurstSeconds = 5;

    // As generous as a burst of a list of runs needs, for each person.
    private readonly PartitionedRateLimiter<Guid> _pace = PartitionedRateLimiter.Create<Guid, Guid>(person => RateLimitPartition.GetTokenBucketLimiter(
        person,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.Value.ActsPerSecond * BurstSeconds,
            TokensPerPeriod = limits.Value.ActsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        using var lease = _pace.AttemptAcquire(invocationContext.Context.User?.Viewer()?.PersonId ?? Guid.Empty);
        if (!lease.IsAcquired)
        {
            throw new HubException("refused.tooOften");
        }

        try
        {
            return await next(invocationContext);
        }
        catch (StudioException refusal)
        {
            throw new HubException(refusal.Code);
        }
        catch (Exception fault) when (fault is not (HubException or OperationCanceledException))
        {
            var id = $"{invocationContext.Context.ConnectionId[..8]}-{Environment.TickCount64:x}";
            log.LogError(fault, "Act {Method} of a hub failed: {Id}.", invocationContext.HubMethodName, id);
            throw new HubException($"error.unexpected: {id}");
        }
    }

    public void Dispose() => _pace.Dispose();
}
