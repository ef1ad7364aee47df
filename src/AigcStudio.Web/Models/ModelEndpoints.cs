using AigcStudio.Core.Accounts;
using AigcStudio.Data.Models;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Models;

/// <summary><c>/api/families</c> and <c>/api/models</c>.</summary>
internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/families", (FamilyCatalog families) => families.All).RequireAuthorization(Policies.Reviewer).WithTags("Models");
        var models = routes.MapGroup("/api/models").RequireAuthorization(Policies.Reviewer).WithTags("Models");
        models.MapGet("/", ListAsync);
        models.MapGet("/{id:guid}", GetAsync);
        models.MapPatch("/{id:guid}", ChangeAsync).RequireAuthorization(Policies.Creator);
        models.MapDelete("/{id:guid}", TrashAsync).RequireAuthorization(Policies.Creator);
        models.MapPost("/{id:guid}/restore", RestoreAsync).RequireAuthorization(Policies.Creator);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        ModelReader reader,
        [FromQuery] string? familyId,
        [FromQuery] Guid? runId,
        [FromQuery] bool? mine,
        [FromQuery] string? search,
        [FromQuery] bool? trashed,
        [FromQuery] string? after,
        [FromQuery] int? take,
        CancellationToken cancel)
    {
        var filter = new ModelFilter(familyId, runId, mine ?? false, search, trashed ?? false);
        return Results.Ok(await reader.ListAsync(context.ViewerOf(), filter, after, take ?? 50, cancel));
    }

    private static async Task<IResult> GetAsync(HttpContext context, ModelReader reader, Texts texts, Guid id, CancellationToken cancel)
    {
        var model = await reader.GetAsync(context.ViewerOf(), id, cancel);
        var card = model.Card;
        return Results.Ok(new
        {
            card.Id,
            card.Name,
            card.OwnerId,
            card.OwnerName,
            card.Visibility,
            card.RunId,
            card.RunName,
            card.CheckpointId,
            card.CheckpointStep,
            model.CheckpointBytes,
            card.FamilyId,
            card.Labels,
            card.ArtifactCount,
            card.PublishedAt,
            card.TrashedAt,
            model.RightsStatement,
            Run = RunAnswer.Of(model.Run, texts),
        });
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context, ModelActs acts, Guid id, [FromBody] ModelChange change, CancellationToken cancel)
    {
        var viewer = context.ViewerOf();
        if (change.Name is { } name)
        {
            await acts.RenameAsync(viewer, id, name, cancel);
        }

        if (change.Visibility is { } visibility)
        {
            await acts.ShowAsync(viewer, id, visibility, cancel);
        }

        return Results.NoContent();
    }

    private static async Task<IResult> TrashAsync(HttpContext context, ModelActs acts, Guid id, CancellationToken cancel)
    {
        await acts.TrashAsync(context.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> RestoreAsync(HttpContext context, ModelActs acts, Guid id, CancellationToken cancel)
    {
        await acts.RestoreAsync(context.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    /// <param name="Name">Null to leave it.</param>
    /// <param name="Visibility">Null to leave it.</param>
    internal sealed record ModelChange(string? Name, Visibility? Visibility);
}
