using System.Text.Encodings.Web;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Accounts;

/// <summary><c>Authorization: Bearer aigc_...</c> on the API, the hubs and the metrics.</summary>
public sealed class ApiKeySignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "ApiKey";
    private const string Bearer = "Bearer ";

    /// <summary>True where this request is signed by a key and not by a cookie.</summary>
    public static bool Signs(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    /// <summary>The secret that signs a request; null where none does.</summary>
    public static string? SecretOf(HttpRequest request) => Signs(request) ? request.Headers.Authorization.ToString()[Bearer.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretOf(Request) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        return await keys.ViewerOfAsync(secret, Context.RequestAborted) is { } viewer
            ? AuthenticateResult.Success(new AuthenticationTicket(PersonClaims.Of(Name, viewer), Name))
            : AuthenticateResult.Fail("The key is unknown, revoked or over.");
    }
}
