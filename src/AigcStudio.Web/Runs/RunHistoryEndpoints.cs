using System.Globalization;
using System.Text;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace AigcStudio.Web.Runs;

/// <summary>What a run has left behind: points, samples, checkpoints, log.</summary>
internal static class RunHistoryEndpoints
{
    private const int MostPoints = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/runs/{id:guid}").RequireAuthorization(Policies.Reviewer).WithTags("Runs");
        run.MapGet("/points", PointsAsync);
        run.MapGet("/samples", SamplesAsync);
        run.MapGet("/samples/{step:int}/sheet", SheetAsync);
        run.MapGet("/samples/{step:int}/clips/{index:int}", ClipAsync);
        run.MapGet("/checkpoints", CheckpointsAsync);
        run.MapGet("/ratings", (HttpContext context, CheckpointRatings ratings, Guid id, CancellationToken cancel) => ratings.OfAsync(context.ViewerOf(), id, cancel))
            .RequireAuthorization(Policies.Creator)
            .WithSummary("How people rated what each checkpoint drew, and the checkpoint that they like best")
            .WithDescription("best is null unless two checkpoints have 8 ratings or more and the lower end of its 90 % interval lies above the mean of the others.");
        run.MapGet("/events", EventsAsync)
            .WithSummary("The run's log, oldest first, after a sequence number")
            .WithDescription("level: Plain (everything), Warning, Error. A run keeps its last 1,000 lines; warnings and errors outlast the rest.");
        run.MapGet("/log", LogAsync).WithSummary("The run's log as plain text, a line for each").Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static async Task<IResult> PointsAsync(
        HttpContext context,
        RunHistory history,
        Guid id,
        [FromQuery] string[]? series,
        [FromQuery] int? from,
        [FromQuery] int? most,
        CancellationToken cancel)
    {
        var atMost = Math.Clamp(most ?? 1000, 4, MostPoints);
        return Results.Ok(await history.PointsAsync(context.ViewerOf(), id, series ?? [], from ?? 0, atMost, cancel));
    }

    private static async Task<IResult> SamplesAsync(HttpContext context, RunHistory history, Guid id, CancellationToken cancel)
    {
        var viewer = context.ViewerOf();
        var kind = SampleSheet.KindOf(await history.FormAsync(viewer, id, cancel));
        return Results.Ok((await history.SamplesAsync(viewer, id, cancel))
            .Select(s => new { s.Step, Kind = kind, s.Count, s.Echoes, s.Columns, s.At, Sheet = $"/api/runs/{id}/samples/{s.Step}/sheet" }));
    }

    // The address does not change where a rewound run samples the step anew, so the browser asks each time; the tag answers for nothing.
    private static async Task<IResult> SheetAsync(
        HttpContext context, RunHistory history, BlobStore blobs, Guid id, int step, CancellationToken cancel)
    {
        var (sample, form) = await history.SampleAsync(context.ViewerOf(), id, step, cancel);
        context.Response.Headers.CacheControl = "private, no-cache";
        var type = SampleSheet.KindOf(form) switch
        {
            Modality.Image => "image/png",
            Modality.Audio => "audio/wav",
            _ => "application/json",
        };
        return Results.Stream(
            blobs.Open(ContentHash.Parse(sample.BlobHash)),
            type,
            entityTag: new EntityTagHeaderValue($"\"{sample.BlobHash}\""),
            enableRangeProcessing: form is AudioForm);
    }

    private static async Task<IResult> ClipAsync(
        HttpContext context, SampleReader samples, Guid id, int step, int index, CancellationToken cancel)
    {
        var (wave, hash) = await samples.ClipAsync(context.ViewerOf(), id, step, index, cancel);
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(wave, "audio/wav", entityTag: new EntityTagHeaderValue($"\"{hash}-{index}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> CheckpointsAsync(HttpContext context, RunHistory history, Guid id, CancellationToken cancel) =>
        Results.Ok((await history.CheckpointsAsync(context.ViewerOf(), id, cancel)).Select(c => new { c.Id, c.Step, c.Bytes, c.Reason, c.At }));

    private static async Task<IResult> EventsAsync(
        HttpContext context, RunHistory history, Texts texts, Guid id, [FromQuery] long? after, [FromQuery] RunLineLevel? level, [FromQuery] int? take,
        CancellationToken cancel) =>
        Results.Ok((await history.LinesAsync(context.ViewerOf(), id, after ?? 0, level ?? RunLineLevel.Plain, take ?? 200, cancel))
            .Select(l => new { l.Sequence, l.At, l.Level, l.Sentence.Code, l.Sentence.Arguments, Sentence = texts[l.Sentence] }));

    private static async Task<IResult> LogAsync(
        HttpContext context, RunHistory history, Texts texts, Guid id, [FromQuery] RunLineLevel? level, CancellationToken cancel)
    {
        var lines = await history.LinesAsync(context.ViewerOf(), id, 0, level ?? RunLineLevel.Plain, RunHistory.MostLines, cancel);
        var text = string.Concat(lines.Select(
            l => string.Create(CultureInfo.InvariantCulture, $"{l.At:yyyy-MM-ddTHH:mm:ss.fffZ} {l.Level,-7} {OneLine.Of(texts[l.Sentence])}\n")));
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"run-{id:N}.log");
    }
}
