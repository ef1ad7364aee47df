using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Notifications;

namespace AigcStudio.Web.Notifications;

/// <summary>What the webhook's receiver reads.</summary>
/// <param name="Id">The same at every try.</param>
/// <param name="Code">For example <c>run.failed</c>.</param>
/// <param name="Sentence">In English.</param>
public sealed record WebhookBody(Guid Id, string Code, string Sentence, string Link, DateTimeOffset At);

/// <summary>Posts to the workspace's webhook, signed with its secret (HMAC-SHA256, RFC 2104). Follows no redirect, keeps no cookie, asks no proxy.</summary>
public sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly NotificationSecrets _secrets;
    private readonly HttpClient _outside = ClientOf(guarded: true);
    private readonly HttpClient _inside = ClientOf(guarded: false);

    public WebhookSender(NotificationSecrets secrets) => _secrets = secrets;

    /// <returns>The status of the answer.</returns>
    /// <exception cref="NotificationException">
    /// <c>notifications.webhook.off</c>, <c>notifications.webhook.inside(host)</c>, <c>notifications.webhook.answered(status)</c>,
    /// <c>notifications.webhook.failed(why)</c>, <c>notifications.webhook.late(seconds)</c>.
    /// </exception>
    public async Task<int> SendAsync(NotificationSettings settings, WebhookBody body, CancellationToken cancel)
    {
        if (!settings.Posts || settings.WebhookSecret is not { } stored)
        {
            throw new NotificationException("notifications.webhook.off");
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.WebhookUrl) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Studio-Delivery", body.Id.ToString());
        request.Headers.Add("X-Studio-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_secrets.Reveal(stored)), bytes))}");
        try
        {
            var client = settings.WebhookInside ? _inside : _outside;
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var status = (int)answer.StatusCode;
            return answer.IsSuccessStatusCode ? status : throw new NotificationException("notifications.webhook.answered", status);
        }
        catch (HttpRequestException e)
        {
            throw e.InnerException as NotificationException ?? new NotificationException("notifications.webhook.failed", e.InnerException?.Message ?? e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new NotificationException("notifications.webhook.late", Patience.TotalSeconds);
        }
    }

    public void Dispose()
    {
        _outside.Dispose();
        _inside.Dispose();
    }

    private static HttpClient ClientOf(bool guarded)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) };
        handler.ConnectCallback = guarded ? GuardedConnect.OpenAsync : null;
        return new HttpClient(handler) { Timeout = Patience };
    }
}
