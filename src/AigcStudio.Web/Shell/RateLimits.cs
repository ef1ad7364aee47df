using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.RateLimiting;

namespace AigcStudio.Web.Shell;

/// <summary>
/// How often one may ask. Name a policy at the endpoint: <c>RequireRateLimiting(RateLimits.Upload)</c>. All of <c>/api</c>
/// and <c>/hubs</c> stand under a common limit besides, and so does all of <c>/guest</c>: whoever tries secrets does not get further by trying many.
/// </summary>
public static class RateLimits
{
    /// <summary>Attempts to sign in or to use an invitation: 10 a minute from one address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Pieces of uploads: 20 a second and person.</summary>
    public const string Upload = "upload";

    /// <summary>Requests to draw: 20 a second and person, because a slider redraws while it moves.</summary>
    public const string Draw = "draw";

    /// <summary>Frames while something is dragged: two at once for a person and one in line, which the next wish replaces.</summary>
    public const string Frame = "frame";

    /// <summary>What takes long: one at a time for a person, and three in line.</summary>
    public const string OneAtATime = "one-at-a-time";

    /// <summary>Pages of guests: 10 requests a second from one address.</summary>
    public const string Guest = "guest";

    /// <summary>Pictures and sounds of guests: 60 a second by one link from one address, and all of a page of 200 at once.</summary>
    public const string GuestMedia = "guest-media";

    /// <param name="perSecond">Requests a second that a person has under <c>/api</c> and <c>/hubs</c>.</param>
    public static void Apply(RateLimiterOptions options, int perSecond)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = RefuseAsync;
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                Address(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(Upload, context => PerSecond(context, 20));
        options.AddPolicy(Draw, context => PerSecond(context, 20));
        options.AddPolicy(Frame, context => AtOnce(context, 2, 1, QueueProcessingOrder.NewestFirst));
        options.AddPolicy(OneAtATime, context => AtOnce(context, 1, 3, QueueProcessingOrder.OldestFirst));
        options.AddPolicy(Guest, context => PerSecond(context, 10));
        options.AddPolicy(GuestMedia, context => PerSecond($"{Address(context)} {context.Request.RouteValues["secret"]}", 60));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/hubs")
                ? PerSecond(context, perSecond)
                : context.Request.Path.StartsWithSegments("/guest") ? PerSecond($"guest {Address(context)}", 200)
                : RateLimitPartition.GetNoLimiter(""));
    }

    private static RateLimitPartition<string> AtOnce(HttpContext context, int permits, int line, QueueProcessingOrder order) =>
        RateLimitPartition.GetConcurrencyLimiter(
            Asker(context), _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = line, QueueProcessingOrder = order });

    private static RateLimitPartition<string> PerSecond(HttpContext context, int permits) => PerSecond(Asker(context), permits);

    private static RateLimitPartition<string> PerSecond(string who, int permits) => RateLimitPartition.GetTokenBucketLimiter(
        who,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits * 5,
            TokensPerPeriod = permits,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = permits * 5,
        });

    private static string Asker(HttpContext context) => context.User.Viewer()?.PersonId.ToString() ?? Address(context);

    // Whoever has one address of IPv6 has the 2^64 of its network: they count as one.
    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "local",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } wide => Convert.ToHexString(wide.GetAddressBytes().AsSpan(0, 8)),
        var one => one.ToString(),
    };

    private static ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        // A turn that others hold comes free nobody knows when: a second is worth a try.
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var said) ? Math.Max(1, Math.Ceiling(said.TotalSeconds)) : 1;
        rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);

        // The middleware around renders it: problem details for programs, a page for people.
        throw new Core.Accounts.RefusedException("refused.tooOften");
    }
}
