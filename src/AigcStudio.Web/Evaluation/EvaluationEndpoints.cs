using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Evaluation;

/// <summary><c>/api/models/{id}/evaluations</c> and <c>/api/evaluations</c>.</summary>
internal static class EvaluationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/api/models/{id:guid}/evaluations").RequireAuthorization(Policies.Reviewer).WithTags("Evaluation");
        models.MapGet("/", ListAsync);
        models.MapPost("/", QueueAsync).RequireAuthorization(Policies.Creator);
        var evaluations = routes.MapGroup("/api/evaluations").RequireAuthorization(Policies.Reviewer).WithTags("Evaluation");
        evaluations.MapGet("/{id:guid}", GetAsync);
        evaluations.MapGet("/{id:guid}/report", DownloadAsync);
        evaluations.MapGet("/{id:guid}/pairs", PairsAsync);
        evaluations.MapGet("/{id:guid}/pairs/{index:int}", PairAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, EvaluationReader reader, Guid id, CancellationToken cancel) =>
        Results.Ok(await reader.ListAsync(context.ViewerOf(), id, cancel));

    private static async Task<IResult> QueueAsync(
        HttpContext context, Evaluations evaluations, Guid id, [FromBody] EvaluationAsk ask, CancellationToken cancel)
    {
        var queued = await evaluations.QueueAsync(context.ViewerOf(), id, ask.Count ?? Evaluations.UsualCount, cancel);
        return Results.Accepted($"/api/evaluations/{queued}", new { id = queued });
    }

    private static async Task<IResult> GetAsync(HttpContext context, EvaluationReader reader, Guid id, CancellationToken cancel)
    {
        var detail = await reader.GetAsync(context.ViewerOf(), id, cancel);
        return Results.Ok(new { detail.Card, detail.Report });
    }

    // The report alone, as a file to keep or to send.
    private static async Task<IResult> DownloadAsync(HttpContext context, EvaluationReader reader, Guid id, CancellationToken cancel)
    {
        var detail = await reader.GetAsync(context.ViewerOf(), id, cancel);
        if (detail.Report is null)
        {
            return Results.NotFound();
        }

        var name = string.Concat(detail.Card.ModelName.Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-');
        context.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString($"{name}-report.json")}";
        return Results.Json(new { detail.Card.ModelName, detail.Card.ModelId, detail.Card.MeasuredAt, detail.Report });
    }

    // Pictures: one sheet, what was drawn above what it is nearest to; of an enlarger, what its report shows of held-out originals.
    private static async Task<IResult> PairsAsync(HttpContext context, EvaluationReader reader, BlobStore blobs, Guid id, CancellationToken cancel)
    {
        var detail = await reader.GetAsync(context.ViewerOf(), id, cancel);
        return detail is { PairsBlobHash: { } hash, Report.Form: ImageForm }
            ? Results.File(blobs.Open(ContentHash.Parse(hash)), "image/png")
            : Results.NotFound();
    }

    // Sounds: one clip, those that were drawn first.
    private static async Task<IResult> PairAsync(HttpContext context, EvaluationReader reader, BlobStore blobs, Guid id, int index, CancellationToken cancel)
    {
        var detail = await reader.GetAsync(context.ViewerOf(), id, cancel);
        if (detail is not { PairsBlobHash: { } hash, Report.Form: AudioForm form })
        {
            return Results.NotFound();
        }

        var clips = SampleClips.Of(await File.ReadAllBytesAsync(blobs.PathOf(ContentHash.Parse(hash)), cancel), form);
        return index >= 0 && index < clips.Count ? Results.File(clips.Wave(index), "audio/wav") : Results.NotFound();
    }

    /// <param name="Count">Examples to draw, or held-out originals to enlarge, 32 to 10,000; 2,000 where it is absent.</param>
    internal sealed record EvaluationAsk(int? Count);
}
