using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Accounts;

/// <summary><c>/api/people</c> and <c>/api/invitations</c>: who works here, for administrators' scripts.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/api/people").RequireAuthorization(Policies.Admin).WithTags("People");
        people.MapGet("/", ListAsync);
        people.MapPatch("/{id:guid}", ChangeAsync);
        people.MapGet("/{id:guid}/sign-ins", SignInsAsync);
        people.MapDelete("/{id:guid}/sign-ins", EndAllAsync);
        var invitations = routes.MapGroup("/api/invitations").RequireAuthorization(Policies.Admin).WithTags("People");
        invitations.MapGet("/", async (HttpContext c, Invitations all, CancellationToken cancel) => Results.Ok(new { Items = await all.ListAsync(c.ViewerOf(), cancel) }));
        invitations.MapDelete("/{id:guid}", WithdrawAsync);
        invitations.MapPost("/{id:guid}/renew", RenewAsync).WithMetadata(new ShownOnceAttribute("link"));
        var own = routes.MapGroup("/api/sign-ins").RequireAuthorization(Policies.Reviewer).WithTags("People");
        own.MapGet("/", (HttpContext c, SignIns all, CancellationToken cancel) => SignInsAsync(c, all, c.ViewerOf().PersonId, cancel));
        own.MapDelete("/{id:guid}", EndAsync);
        routes.MapPost("/api/invitations", InviteAsync)
            .RequireAuthorization(Policies.Admin).WithTags("People").WithMetadata(new ShownOnceAttribute("link"));
    }

    private static async Task<IResult> ListAsync(HttpContext context, People people, CancellationToken cancel)
    {
        var listed = await people.ListAsync(context.ViewerOf(), cancel);
        return Results.Ok(new { Items = listed.Select(p => new { p.Id, p.DisplayName, p.Email, p.Role, p.Disabled, p.CreatedAt }) });
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context, People people, Guid id, [FromBody] PersonChange change, CancellationToken cancel)
    {
        var viewer = context.ViewerOf();
        if (change.Role is { } role)
        {
            await people.ChangeRoleAsync(viewer, id, role, cancel);
        }

        if (change.Disabled is { } disabled)
        {
            await people.SetDisabledAsync(viewer, id, disabled, cancel);
        }

        return Results.NoContent();
    }

    private static async Task<IResult> InviteAsync(
        HttpContext context, Invitations invitations, StudioOptions options, TimeProvider time, [FromBody] InvitationAsk ask, CancellationToken cancel)
    {
        var token = await invitations.CreateAsync(context.ViewerOf(), ask.Role, options.InvitationLifetime, cancel);
        return LinkOf(context, token, time.GetUtcNow() + options.InvitationLifetime);
    }

    /// <summary>A new link of the same role; the old one stops working.</summary>
    private static async Task<IResult> RenewAsync(
        HttpContext context, Invitations invitations, StudioOptions options, TimeProvider time, Guid id, CancellationToken cancel)
    {
        var token = await invitations.RenewAsync(context.ViewerOf(), id, options.InvitationLifetime, cancel);
        return LinkOf(context, token, time.GetUtcNow() + options.InvitationLifetime);
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, Invitations invitations, Guid id, CancellationToken cancel)
    {
        await invitations.WithdrawAsync(context.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> SignInsAsync(HttpContext context, SignIns signIns, Guid id, CancellationToken cancel)
    {
        var listed = await signIns.ListAsync(context.ViewerOf(), id, cancel);
        return Results.Ok(new { Items = listed.Select(s => new { s.Id, s.Agent, s.Address, s.At, s.SeenAt }) });
    }

    /// <summary>Signs a person out everywhere.</summary>
    private static async Task<IResult> EndAllAsync(HttpContext context, SignIns signIns, Guid id, CancellationToken cancel) =>
        Results.Ok(new { Ended = await signIns.EndAllAsync(context.ViewerOf(), id, null, cancel) });

    /// <summary>Ends one sign-in: one's own, or anybody's for an administrator.</summary>
    private static async Task<IResult> EndAsync(HttpContext context, SignIns signIns, Guid id, CancellationToken cancel)
    {
        await signIns.EndAsync(context.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    private static IResult LinkOf(HttpContext context, string token, DateTimeOffset expiresAt)
    {
        var request = context.Request;
        return Results.Ok(new { Link = $"{request.Scheme}://{request.Host}{request.PathBase}/invitation?token={token}", ExpiresAt = expiresAt });
    }

    /// <param name="Role">Null to leave it.</param>
    /// <param name="Disabled">Null to leave it.</param>
    internal sealed record PersonChange(Role? Role, bool? Disabled);

    internal sealed record InvitationAsk(Role Role);
}
