using Microsoft.Net.Http.Headers;

namespace AigcStudio.Web.Accounts;

/// <summary>
/// The one defence against forged requests, for every path: what changes something and is signed by a cookie must come from
/// our own pages. The browser itself says so in <c>Sec-Fetch-Site</c> (sent to HTTPS and to this machine, which is all we
/// serve), or else in <c>Origin</c>; no script or form can set either. So our scripts need no token: a plain <c>fetch</c>
/// is enough, and an endpoint that reads a form says <c>DisableAntiforgery()</c>. Requests with a bearer key are not a
/// browser's doing and pass. A socket, once open, carries writes both ways, and a browser opens one to anybody: it counts as a write.
/// </summary>
public sealed class SameOriginWrites(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsHarmless(context.Request) || ApiKeySignIn.Signs(context.Request) || IsOurOwn(context.Request)
            ? next(context)
            : throw new Core.Accounts.RefusedException("refused.crossSite");

    private static bool IsHarmless(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) && !request.Headers.ContainsKey(HeaderNames.SecWebSocketKey) && request.Headers.Upgrade.Count == 0)
        || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static bool IsOurOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0
            ? site == "same-origin"
            : string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
