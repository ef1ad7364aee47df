using System.Text.Json.Nodes;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Models.Replies;

/// <summary><c>/api/models/{id}/replies</c>: a question in, drafts and the nearest human replies out, at once.</summary>
internal static class ReplyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/models/{id:guid}/replies", AskAsync)
            .RequireAuthorization(Policies.Creator)
            .RequireRateLimiting(RateLimits.Draw)
            .WithTags("Models");

    private static async Task<IResult> AskAsync(HttpContext context, ReplyDesk desk, Guid id, [FromBody] ReplyAsk ask, CancellationToken cancel)
    {
        var answer = await desk.AskAsync(
            context.ViewerOf(), id, ask.Question ?? "", ask.Count ?? ReplyDesk.Usual, ask.Seed, ask.Settings, cancel);
        return Results.Ok(new
        {
            answer.Asked.GenerationId,
            answer.Asked.ModelId,
            answer.Asked.Question,
            answer.Seed,
            Drafts = answer.Drafts.Select(d => new { d.Draft.Tile.Id, d.Draft.Text, CopiedShare = d.Copy?.Share, NearlyCopy = d.Copy?.IsNearlyCopy, AiGenerated = true }),
            Nearest = answer.Nearest?.Select(n => new { n.Pair.Question, n.Pair.Reply, n.Pair.Label, n.Similarity }),
        });
    }

    /// <param name="Count">Drafts; null for three.</param>
    /// <param name="Seed">Null for one of the studio's choice.</param>
    /// <param name="Settings">Of the draw, without the question; null for the defaults.</param>
    internal sealed record ReplyAsk(string? Question, int? Count, int? Seed, JsonObject? Settings);
}
