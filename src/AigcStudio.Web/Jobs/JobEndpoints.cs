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
        jobs.MapPost("/{id:guid}/front", FrontAsync).RequireAuthorization(Policies.Admin);
        routes.MapGet("/api/devices", (DeviceReader devices, CancellationToken cancel) => devices.ReadAsync(cancel))
            .RequireAuthorization(Policies.Admin)
            .WithTags("Jobs");

        // Its own authorisation would let in whoever is local, and its forgery check is ours already.
        routes.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], IgnoreAntiforgeryToken = false })
            .RequireAuthorization(Policies.Admin);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        JobReader reader,
        Texts texts,
        [FromQuery] bool? active,
        [FromQuery] JobState? state,
        [FromQuery] JobKind? kind,
        [FromQuery] Guid? ownerId,
        [FromQuery] string? search,
        [FromQuery] string? after,
        [FromQuery] int? take,
        CancellationToken cancel)
    {
        var filter = new JobFilter(active, state, kind, ownerId, null, search);
        var page = await reader.ListAsync(context.ViewerOf(), filter, after, take ?? 50, cancel);
        return Results.Ok(new { Items = page.Items.Select(j => Answer(j, texts)), page.Next });
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, JobReader reader, RunOutlook outlook, Texts texts, Guid id, CancellationToken cancel)
    {
        var job = await reader.GetAsync(context.ViewerOf(), id, cancel);
        var ahead = job is { State: JobState.Queued, Kind: JobKind.Train } ? await outlook.LookAsync(cancel) : null;
        return Results.Ok(new
        {
            Job = Answer(job, texts),
            Position = ahead?.Order.ToList().IndexOf(id) + 1,
            SecondsUntilStart = ahead?.SecondsUntilStart.GetValueOrDefault(id),
        });
    }

    private static async Task<IResult> StateAsync(Task<JobState> act) => Results.Ok(new { state = await act });

    private static async Task<IResult> RetryAsync(HttpContext context, JobActs acts, Guid id, CancellationToken cancel)
    {
        var again = await acts.RetryAsync(context.ViewerOf(), id, cancel);
        return Results.Accepted($"/api/jobs/{again}", new { Id = again });
    }

    private static async Task<IResult> FrontAsync(HttpContext context, JobActs acts, Guid id, CancellationToken cancel)
    {
        await acts.MoveToFrontAsync(context.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    private static object Answer(JobCard job, Texts texts) => new
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
    };
}
