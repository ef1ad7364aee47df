using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Notifications;

/// <summary>Notices and their settings as a program sees them.</summary>
public sealed class NotificationApiTests : IAsyncLifetime
{
    private const string Password = "the-password-in-clear";
    private const string Secret = "the-secret-in-clear-too";

    private readonly StudioApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Settings_are_kept_and_no_secret_comes_back_out_of_them()
    {
        using var admin = await _app.ClientAsync(Role.Admin);
        var saved = await admin.PutAsJsonAsync("/api/notifications/settings", Settings("mail.example.org"), Cancel);
        Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
        var answer = await admin.GetStringAsync("/api/notifications/settings", Cancel);
        var settings = JsonNode.Parse(answer)!;

        Assert.Equal(("mail.example.org", true, true), ((string)settings["mailHost"]!, (bool)settings["hasMailPassword"]!, (bool)settings["hasWebhookSecret"]!));
        await using var db = await Contexts().CreateDbContextAsync(Cancel);
        var row = await db.Set<NotificationSettings>().SingleAsync(Cancel);
        var entry = Assert.Single(await _app.Services.GetRequiredService<AuditLog>().ListAsync(new AuditFilter(Act: "notifications.changed"), null, 10, Cancel));
        foreach (var place in (string[])[answer, row.MailPassword!, row.WebhookSecret!, entry.Details])
        {
            Assert.DoesNotContain(Password, place, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, place, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("/hook", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_stays_with_the_server_it_was_given_for()
    {
        using var admin = await _app.ClientAsync(Role.Admin);
        await admin.PutAsJsonAsync("/api/notifications/settings", Settings("mail.example.org"), Cancel);
        var same = await admin.PutAsJsonAsync("/api/notifications/settings", Settings("mail.example.org", password: null, secret: null), Cancel);
        var other = await admin.PutAsJsonAsync("/api/notifications/settings", Settings("thief.example.org", password: null, secret: null), Cancel);

        Assert.Equal(HttpStatusCode.NoContent, same.StatusCode);
        Assert.Equal("notifications.mail.passwordless", (string)(await other.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]!);
    }

    [Theory]
    [InlineData("http://hook.example.org/x", "a-secret-long-enough", "notifications.webhook.url")]
    [InlineData("ftp://hook.example.org/x", "a-secret-long-enough", "notifications.webhook.url")]
    [InlineData("https://ada:word@hook.example.org/x", "a-secret-long-enough", "notifications.webhook.url")]
    [InlineData("https://hook.example.org/x", "short", "notifications.webhook.short")]
    [InlineData("https://hook.example.org/x", null, "notifications.webhook.secretless")]
    public async Task A_webhook_that_cannot_be_is_refused_in_words(string url, string? secret, string code)
    {
        using var admin = await _app.ClientAsync(Role.Admin);
        var answer = await admin.PutAsJsonAsync("/api/notifications/settings", new { webhookUrl = url, webhookSecret = secret }, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(code, (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]!);
    }

    [Fact]
    public async Task News_are_listed_for_their_person_alone_and_marked_as_read()
    {
        using var mine = await _app.ClientAsync(Role.Creator);
        using var theirs = await _app.ClientAsync(Role.Creator);
        var person = await OwnerAsync(0);
        await RaiseAsync(person, "a");
        await RaiseAsync(person, "b");
        var listed = (await mine.GetFromJsonAsync<JsonNode>("/api/notifications", Cancel))!;

        Assert.Equal((2, "run.ended"), ((int)listed["unread"]!, (string)listed["items"]![0]!["code"]!));
        Assert.Contains("Tea", (string)listed["items"]![0]!["sentence"]!, StringComparison.Ordinal);
        var ids = listed["items"]!.AsArray().Select(i => (Guid)i!["id"]!).ToList();
        Assert.Empty((await theirs.GetFromJsonAsync<JsonNode>("/api/notifications", Cancel))!["items"]!.AsArray());
        Assert.Equal(0, await ReadAsync(theirs, ids));
        Assert.Equal(1, await ReadAsync(mine, ids[..1]));
        Assert.Equal(1, (int)(await mine.GetFromJsonAsync<JsonNode>("/api/notifications?unread=true", Cancel))!["unread"]!);
        Assert.Equal(1, await ReadAsync(mine, null));
    }

    private static object Settings(string host, string? password = Password, string? secret = Secret) => new
    {
        address = "https://studio.example.org",
        mailHost = host,
        mailUser = "studio",
        mailFrom = "studio@example.org",
        mailPassword = password,
        webhookUrl = "https://hook.example.org/hook",
        webhookSecret = secret,
    };

    private static async Task<int> ReadAsync(HttpClient client, IReadOnlyList<Guid>? ids)
    {
        var answer = await client.PostAsJsonAsync("/api/notifications/read", new { ids }, Cancel);
        return (int)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["count"]!;
    }

    private IDbContextFactory<StudioDb> Contexts() => _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>();

    private async Task<Guid> OwnerAsync(int place)
    {
        await using var db = await Contexts().CreateDbContextAsync(Cancel);
        return (await db.ApiKeys.OrderBy(k => k.Id).ToListAsync(Cancel))[place].OwnerId;
    }

    private async Task RaiseAsync(Guid person, string key)
    {
        await using var db = await Contexts().CreateDbContextAsync(Cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await Outbox.RaiseAsync(
            db, new Happening(key, NoticeKind.RunEnded, Said.Of("notice.RunEnded", "Tea"), "/runs/1", DateTimeOffset.UnixEpoch.AddYears(60)), [person], Cancel);
        await transaction.CommitAsync(Cancel);
    }
}
