namespace AigcStudio.Web.Shell;

/// <summary>
/// What every answer tells the browser to refuse. No script runs that is not a file of ours; styles may stand inline
/// because MudBlazor sets them on elements.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly string Policy = PolicyWith("");

    /// <param name="scripts">What else may run, for a page of a library that brings a script of its own.</param>
    public static string PolicyWith(string scripts) =>
        $"default-src 'self'; script-src {$"'self' {scripts}".TrimEnd()}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
        + "form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
