using System.Globalization;
using System.Threading.RateLimiting;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.RateLimiting;

namespace AigcStudio.Web.Shell;

/// <summary>
/// How often one may ask. Name a policy at the endpoint: <c>RequireRateLimiting(RateLimits.Upload)</c>. All of <c>/api</c>
/// and <c>/hubs</c> stand under a common limit besides.
/// </summary>
public static class RateLimits
{
    /// <summary>Attempts to sign in or to use an invitation: 10 a minute from one address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Pieces of uploads: 20 a second and person.</summary>
    public const string Upload = "upload";

    /// <summary>Requests to draw: 20 a second and person, because a slider redraws while it moves.</summary>
    public const string Draw = "draw";

    /// <summary>Guests by a link: 10 requests a second from one address, pictures included.</summary>
    public const string Guest = "guest";

    public static void Apply(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = RefuseAsync;
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                Address(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(Upload, context => PerSecond(context, 20));
        options.AddPolicy(Draw, context => PerSecond(context, 20));
        options.AddPolicy(Guest, context => PerSecond(context, 10));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/hubs")
                ? PerSecond(context, 100)
                : RateLimitPartition.GetNoLimiter(""));
    }

    private static RateLimitPartition<string> PerSecond(HttpContext context, int permits) => RateLimitPartition.GetTokenBucketLimiter(
        context.User.Viewer()?.PersonId.ToString() ?? Address(context),
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits * 5,
            TokensPerPeriod = permits,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = permits * 5,
        });

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";

    private static ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        // The middleware around renders it: problem details for programs, a page for people.
        throw new Core.Accounts.RefusedException("refused.tooOften");
    }
}
