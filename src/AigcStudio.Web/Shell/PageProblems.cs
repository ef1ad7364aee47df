using System.Text.Encodings.Web;
using AigcStudio.Core;

namespace AigcStudio.Web.Shell;

/// <summary>
/// What <see cref="ApiProblems"/> is for programs, for people who load an address: a plain page with one sentence. It uses no
/// component, because it must stand when they do not.
/// </summary>
public sealed class PageProblems(RequestDelegate next, ILogger<PageProblems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: 403 or 404, ContentLength: null or 0, ContentType: null } && IsForPeople(context))
            {
                await WriteAsync(context, context.Response.StatusCode, ProblemStatus.CodeOf(context.Response.StatusCode));
            }
        }
        catch (StudioException refusal) when (CanAnswer(context))
        {
            await WriteAsync(context, ProblemStatus.Of(refusal), refusal.Code, [.. refusal.Arguments]);
        }
        catch (Exception fault) when (CanAnswer(context) && !context.RequestAborted.IsCancellationRequested)
        {
            log.LogError(fault, "Request {Id} failed.", context.TraceIdentifier);
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "error.unexpected", context.TraceIdentifier);
        }
    }

    private static bool CanAnswer(HttpContext context) => !context.Response.HasStarted && !ApiProblems.Answers(context.Request.Path);

    private static bool IsForPeople(HttpContext context) =>
        CanAnswer(context) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "notFound.title",
        StatusCodes.Status403Forbidden => "refused.notAllowed.title",
        >= 500 => "error.unexpected.title",
        _ => "error.refused.title",
    };

    private static Task WriteAsync(HttpContext context, int status, string code, params object[] arguments)
    {
        var texts = context.RequestServices.GetRequiredService<Texts>();
        string Safe(string text) => HtmlEncoder.Default.Encode(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html><html lang="{Safe(System.Globalization.CultureInfo.CurrentUICulture.Name)}" data-theme="{Themes.Of(context)}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Safe(texts["shell.title"])}</title>
            <link rel="stylesheet" href="/css/studio.css"><link rel="stylesheet" href="/css/plain.css"></head>
            <body><div class="plain"><main class="plain-card"><h1>{Safe(texts[TitleOf(status)])}</h1>
            <p>{Safe(texts[code, arguments])}</p><p class="plain-hint"><a href="/">{Safe(texts["notFound.home"])}</a></p></main></div></body></html>
            """,
            context.RequestAborted);
    }
}
