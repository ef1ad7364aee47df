using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Hangfire;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Jobs;

/// <summary><c>/api/jobs</c> (one's own; an administrator's: all), <c>/api/devices</c>, and Hangfire's own pages for administrators.</summary>
internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/jobs").RequireAuthorization(Policies.Creator).WithTags("Jobs");
        jobs.MapGet("/", ListAsync);
        jobs.MapGet("/{id:guid}", GetAsync);
        jobs.MapPost("/{id:guid}/pause", (HttpContext c, JobActs acts, Guid id, CancellationToken cancel) => StateAsync(acts.PauseAsync(c.ViewerOf(), id, cancel)));
        jobs.MapPost("/{id:guid}/resume", (HttpContext c, JobActs acts, Guid id, CancellationToken cancel) => StateAsync(acts.ResumeAsync(c.ViewerOf(), id, cancel)));
        jobs.MapPost("/{id:guid}/cancel", (HttpContext c, JobActs acts, Guid id, CancellationToken cancel) => StateAsync(acts.CancelAsync(c.ViewerOf(), id, cancel)));
        jobs.MapPost("/{id:guid}/retry", RetryAsync);
        jobs.MapGet("/counts", CountAsync);
        jobs.MapGet("/{id:guid}/log", LogAsync).RequireAuthorization(Policies.Admin);
        jobs.MapPost("/{id:guid}/front", FrontAsync).RequireAuthorization(Policies.Admin);
        jobs.MapPut("/{id:guid}/rank", RankAsync).RequireAuthorization(Policies.Admin);
        routes.MapGet("/api/devices", (DeviceReader devices, CancellationToken cancel) => devices.ReadAsync(cancel))
            .RequireAuthorization(Policies.Admin)
            .WithTags("Jobs");

        routes.MapGet("/api/devices/history", async (HttpContext c, DeviceHistory history, int? hours, CancellationToken cancel) => Results.Ok(new
        {
            Items = await history.ReadAsync(c.ViewerOf(), TimeSpan.FromHours(Math.Clamp(hours ?? 6, 1, 168)), cancel),
            Workers = await history.WorkersAsync(c.ViewerOf(), cancel),
        })).RequireAuthorization(Policies.Admin).WithTags("Jobs");

        // Its own authorisation would let in whoever is local, and its forgery check is ours already.
        routes.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], IgnoreAntiforgeryToken = false })
            .RequireAuthorization(Policies.Admin);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        JobReader reader,
        Texts texts,
        JobStops stops,
        [FromQuery] bool? active,
        [FromQuery] JobState? state,
        [FromQuery] JobKind? kind,
        [FromQuery] Guid? ownerId,
        [FromQuery] string? search,
        [FromQuery] DateTimeOffset? since,
        [FromQuery] DateTimeOffset? until,
        [FromQuery] string? after,
        [FromQuery] int? take,
        CancellationToken cancel)
    {
        var filter = new JobFilter(active, state, kind, ownerId, null, search) { Since = since, Until = until };
        var page = await reader.ListAsync(context.ViewerOf(), filter, after, take ?? 50, cancel);
        return Results.Ok(new { Items = page.Items.Select(j => Answer(j, texts, stops)), page.Next });
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, JobReader reader, JobTurns turns, JobStops stops, Texts texts, TimeProvider time, Guid id, CancellationToken cancel)
    {
        var job = await reader.GetAsync(context.ViewerOf(), id, cancel);
        var turn = job.State == JobState.Queued ? (await turns.ReadAsync(cancel)).GetValueOrDefault(id) : null;
        return Results.Ok(new { Job = Answer(job, texts, stops), turn?.Position, turn?.StartsAt, SecondsUntilStart = (turn?.StartsAt - time.GetUtcNow())?.TotalSeconds });
    }

    /// <summary>Of the jobs that the caller sees; failures count from the last midnight of the studio's clock.</summary>
    private static async Task<IResult> CountAsync(HttpContext context, JobReader reader, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetLocalNow();
        return Results.Ok(await reader.CountAsync(context.ViewerOf(), new DateTimeOffset(now.Date, now.Offset), cancel));
    }

    /// <summary>The last lines of the child process that did the job; 404 where there are none.</summary>
    private static async Task<IResult> LogAsync(HttpContext context, JobReader reader, JobLogs logs, Guid id, CancellationToken cancel) =>
        await logs.TailAsync(await reader.GetAsync(context.ViewerOf(), id, cancel), cancel) is { } tail ? Results.Ok(tail) : Results.NotFound();

    private static async Task<IResult> StateAsync(Task<JobState> act) => Results.Ok(new { state = await act });

    private static async Task<IResult> RetryAsync(HttpContext context, JobActs acts, Guid id, CancellationToken cancel)
    {
        var again = await acts.RetryAsync(context.ViewerOf(), id, cancel);
        return Results.Accepted($"/api/jobs/{again}", new { Id = again });
    }

    private static async Task<IResult> FrontAsync(HttpContext context, JobActs acts, Guid id, CancellationToken cancel)
    {
        return Results.Ok(new { PreviousRank = await acts.MoveToFrontAsync(context.ViewerOf(), id, cancel) });
    }

    /// <summary>Lower goes first: gives back the rank that a move to the front took away.</summary>
    private static async Task<IResult> RankAsync(HttpContext context, JobActs acts, Guid id, [FromBody] RankAsk ask, CancellationToken cancel)
    {
        await acts.RankAsync(context.ViewerOf(), id, ask.Rank, cancel);
        return Results.NoContent();
    }

    // StopsBy: when a job that was asked to stop has stopped for certain.
    private static object Answer(JobCard job, Texts texts, JobStops stops) => new
    {
        job.Id,
        job.Kind,
        job.State,
        job.SubjectId,
        job.Subject,
        job.OwnerId,
        job.OwnerName,
        job.Attempt,
        job.Deaths,
        job.Phase,
        job.Done,
        job.Total,
        Failure = SaidAnswer.Of(job.Failure, texts),
        job.CreatedAt,
        job.StartedAt,
        job.EndedAt,
        job.Rank,
        StopsBy = stops.By(job),
    };

    internal sealed record RankAsk(int Rank);
}
