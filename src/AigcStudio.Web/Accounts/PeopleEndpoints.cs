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
        var request = context.Request;
        return Results.Ok(new
        {
            Link = $"{request.Scheme}://{request.Host}{request.PathBase}/invitation?token={token}",
            ExpiresAt = time.GetUtcNow() + options.InvitationLifetime,
        });
    }

    /// <param name="Role">Null to leave it.</param>
    /// <param name="Disabled">Null to leave it.</param>
    internal sealed record PersonChange(Role? Role, bool? Disabled);

    internal sealed record InvitationAsk(Role Role);
}
