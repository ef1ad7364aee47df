using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Accounts;

/// <summary><c>/api/keys</c>: one's own bearer keys.</summary>
internal static class KeyEndpoints
{
    private const int MostDays = 365;
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/keys").RequireAuthorization(Policies.Reviewer).WithTags("Keys");
        keys.MapGet("/", ListAsync);
        keys.MapPost("/", MakeAsync).WithMetadata(new ShownOnceAttribute("secret"));
        keys.MapGet("/all", AllAsync).RequireAuthorization(Policies.Admin);
        keys.MapDelete("/{id:guid}", RevokeAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ApiKeys keys, CancellationToken cancel)
    {
        var listed = await keys.ListAsync(context.ViewerOf(), cancel);
        return Results.Ok(new { Items = listed.Select(k => new { k.Id, k.Name, k.Prefix, k.Role, k.CreatedAt, k.ExpiresAt, k.LastUsedAt }) });
    }

    /// <summary>Everybody's, for an administrator.</summary>
    private static async Task<IResult> AllAsync(HttpContext context, ApiKeys keys, CancellationToken cancel)
    {
        var listed = await keys.ListAllAsync(context.ViewerOf(), cancel);
        return Results.Ok(new
        {
            Items = listed.Select(k => new { k.Key.Id, k.Key.OwnerId, k.OwnerName, k.Key.Name, k.Key.Prefix, k.Key.Role, k.Key.CreatedAt, k.Key.ExpiresAt, k.Key.LastUsedAt }),
        });
    }

    private static async Task<IResult> MakeAsync(HttpContext context, ApiKeys keys, [FromBody] KeyAsk ask, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(ask.Name) || ask.Name.Length > LongestName)
        {
            throw new AccountException("apikeys.nameless", LongestName);
        }

        var days = ask.Days ?? 90;
        if (days is < 1 or > MostDays)
        {
            throw new AccountException("apikeys.lifetime", MostDays);
        }

        var viewer = context.ViewerOf();
        return Results.Ok(new { Secret = await keys.CreateAsync(viewer, ask.Name, ask.Role ?? viewer.Role, TimeSpan.FromDays(days), cancel) });
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, ApiKeys keys, Guid id, CancellationToken cancel)
    {
        await keys.RevokeAsync(context.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    /// <param name="Role">Null for as wide as the caller.</param>
    /// <param name="Days">1 to 365; null for 90.</param>
    internal sealed record KeyAsk(string? Name, Role? Role, int? Days);
}
