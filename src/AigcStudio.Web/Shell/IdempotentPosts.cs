using System.Text;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Shell;

/// <summary>
/// <c>Idempotency-Key</c> on every POST of the API: equal requests of one person do the work once and get one answer, also
/// when they come at the same moment. An answer that failed is not kept, so that trying again is worth it.
/// </summary>
public sealed class IdempotentPosts(RequestDelegate next, IdempotentReplies replies, TimeProvider time)
{
    public const string Header = "Idempotency-Key";

    /// <summary>How long a repetition waits for the first one's answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task InvokeAsync(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(context.Request.Method) || !context.Request.Path.StartsWithSegments("/api")
            || context.User.Viewer() is not { } viewer)
        {
            await next(context);
            return;
        }

        if (key.Length > 200)
        {
            throw new RefusedException("refused.keyTooLong");
        }

        var path = $"{context.Request.Path}{context.Request.QueryString}";
        if (await ClaimAsync(viewer, path, key, context.RequestAborted) is { } earlier)
        {
            await RepeatAsync(context, earlier);
        }
        else
        {
            await AnswerAsync(context, viewer, path, key);
        }
    }

    private async Task<IdempotentReply?> ClaimAsync(Viewer viewer, string path, string key, CancellationToken cancel)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            var reply = await replies.ClaimAsync(viewer.PersonId, path, key, WorkerName.Own.ToString(), WorkerName.IsGone, cancel);
            if (reply is not { Status: 0 })
            {
                return reply;
            }

            if (time.GetElapsedTime(since) > Patience)
            {
                throw new RefusedException("refused.stillAtWork.busy");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancel);
        }
    }

    private static Task RepeatAsync(HttpContext context, IdempotentReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        if (reply.Location is not null)
        {
            context.Response.Headers.Location = reply.Location;
        }

        return context.Response.WriteAsync(reply.Body, context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, Viewer viewer, string path, string key)
    {
        var (response, body, kept) = (context.Response, context.Response.Body, false);
        await using var copy = new MemoryStream();
        response.Body = copy;
        try
        {
            await next(context);
            if (response.StatusCode is >= 200 and < 300)
            {
                await replies.KeepAsync(
                    viewer.PersonId, path, key, response.StatusCode, WithoutSecret(context, copy.GetBuffer().AsSpan(0, (int)copy.Length)),
                    response.ContentType, response.Headers.Location, CancellationToken.None);
                kept = true;
            }
        }
        finally
        {
            response.Body = body;
            if (!kept)
            {
                await replies.ForgetAsync(viewer.PersonId, path, key);
            }
        }

        await body.WriteAsync(copy.GetBuffer().AsMemory(0, (int)copy.Length), context.RequestAborted);
    }

    private static string WithoutSecret(HttpContext context, ReadOnlySpan<byte> answer)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ShownOnceAttribute>() is not { } secret)
        {
            return Encoding.UTF8.GetString(answer);
        }

        var kept = JsonNode.Parse(answer)!.AsObject();
        kept[secret.Property] = null;
        return kept.ToJsonString();
    }
}
