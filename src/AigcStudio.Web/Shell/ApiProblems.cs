using AigcStudio.Core;

namespace AigcStudio.Web.Shell;

/// <summary>
/// The one place where a refusal of the API becomes an answer. Endpoints throw; pages have <c>PageBoundary</c>. What nobody
/// expected gets an id and is logged under it; its stack stays here.
/// </summary>
public sealed class ApiProblems(RequestDelegate next, ILogger<ApiProblems> log)
{
    private static readonly string[] Paths = ["/api", "/hubs", "/openapi", "/metrics"];

    /// <summary>True for the addresses of programs, which get problem details instead of a page.</summary>
    public static bool Answers(PathString path) => Array.Exists(Paths, p => path.StartsWithSegments(p));

    public async Task InvokeAsync(HttpContext context)
    {
        if (!Answers(context.Request.Path))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
            await ExplainAsync(context);
        }
        catch (StudioException refusal) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(
                context, ProblemStatus.Of(refusal), refusal.Code, refusal.Arguments, null, context.RequestAborted);
        }
        catch (BadHttpRequestException refusal) when (!context.Response.HasStarted)
        {
            var code = refusal.StatusCode == StatusCodes.Status413PayloadTooLarge ? "refused.tooLarge" : "refused.unreadable";
            await Problem.WriteAsync(context, refusal.StatusCode, code, context.RequestAborted);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var id = context.TraceIdentifier;
            log.LogError(fault, "Request {Id} failed.", id);
            await Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, "error.unexpected", [id], id, context.RequestAborted);
        }
    }

    /// <summary>Gives a bare 401, 403, 404, ... its sentence.</summary>
    private static Task ExplainAsync(HttpContext context) =>
        context.Response is { HasStarted: false, ContentLength: null or 0, ContentType: null, StatusCode: >= 400 and < 500 }
            ? Problem.WriteAsync(context, context.Response.StatusCode, ProblemStatus.CodeOf(context.Response.StatusCode), context.RequestAborted)
            : Task.CompletedTask;
}
