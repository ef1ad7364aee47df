using AigcStudio.Data.Storage.Erasing;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Storage;

/// <summary><c>/api/erasures</c>: finds what is to be erased, shows what goes with it, and erases it. For administrators.</summary>
internal static class ErasureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var erasures = routes.MapGroup("/api/erasures").RequireAuthorization(Policies.Admin).WithTags("Erasure");
        erasures.MapGet("/", ListAsync);
        erasures.MapGet("/items", FindAsync);
        erasures.MapPost("/preview", PreviewAsync);
        erasures.MapPost("/", CarryOutAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ErasureReader reader, CancellationToken cancel) => Results.Ok(new
    {
        Items = (await reader.ListAsync(context.ViewerOf(), 100, cancel)).Select(e => new { e.Id, e.At, e.EndedAt, e.PersonId, e.Reason, e.Items, e.Versions, e.Models, Works = e.Artifacts, e.Exports }),
    });

    /// <summary>Items by part of their name or text or by their hash, or all those of a rights holder.</summary>
    private static async Task<IResult> FindAsync(HttpContext context, ErasureReader reader, string words, bool? rightsHolder, CancellationToken cancel) =>
        Results.Ok(new { Items = await reader.FindAsync(context.ViewerOf(), words, rightsHolder ?? false, cancel) });

    /// <summary>What would go; nothing is touched.</summary>
    private static async Task<IResult> PreviewAsync(HttpContext context, ErasureReader reader, [FromBody] PreviewRequest ask, CancellationToken cancel) =>
        Results.Ok(await reader.PreviewAsync(context.ViewerOf(), ask.Hashes ?? [], cancel));

    /// <summary>Answers when the bytes are gone.</summary>
    private static async Task<IResult> CarryOutAsync(HttpContext context, Erasures erasures, [FromBody] ErasureRequest ask, CancellationToken cancel)
    {
        var fates = (ask.Fates ?? []).ToDictionary(f => f.ModelId, f => f.Fate);
        var id = await erasures.CarryOutAsync(context.ViewerOf(), new ErasureAsk(ask.Hashes ?? [], fates, ask.Reason ?? "", ask.DropBackups ?? false), cancel);
        return Results.Created("/api/erasures", new { Id = id });
    }

    internal sealed record PreviewRequest(IReadOnlyList<string>? Hashes);

    /// <param name="Hashes">Of the items.</param>
    /// <param name="Fates">One for each model of the preview.</param>
    /// <param name="DropBackups">Delete all backups and make a new one afterwards.</param>
    internal sealed record ErasureRequest(IReadOnlyList<string>? Hashes, IReadOnlyList<FateRequest>? Fates, string? Reason, bool? DropBackups);

    internal sealed record FateRequest(Guid ModelId, ModelFate Fate);
}
