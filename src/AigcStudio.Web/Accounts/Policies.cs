using AigcStudio.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace AigcStudio.Web.Accounts;

/// <summary>The names for <c>[Authorize(Policy = ...)]</c> and <c>RequireAuthorization(...)</c>; each includes those before it.</summary>
public static class Policies
{
    public const string Reviewer = nameof(Role.Reviewer);
    public const string Creator = nameof(Role.Creator);
    public const string Admin = nameof(Role.Admin);

    /// <summary>The three policies, and denial to whoever is not signed in wherever an endpoint names none.</summary>
    public static void Apply(AuthorizationOptions options)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var enough = Enum.GetValues<Role>().Where(r => r >= role).Select(r => r.ToString());
            options.AddPolicy(role.ToString(), p => p.RequireAuthenticatedUser().RequireRole(enough));
        }

        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }
}
