using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Notifications;
using AigcStudio.Web.Notifications;
using Xunit;

namespace AigcStudio.Tests.Notifications;

/// <summary>How messages leave the studio: signed, again after a failure, once in the end.</summary>
public sealed class DeliveryTests : Post
{
    [Fact]
    public async Task A_post_says_what_happened_and_its_signature_holds()
    {
        using var receiver = new Receiver();
        await SetAsync(webhook: receiver.Address);
        await RaiseAsync();
        Assert.Equal(1, await The<NoticePost>().SendDueAsync(Cancel));

        var (_, body, signature, id) = Assert.Single(receiver.Posts);
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}", signature);
        var said = JsonSerializer.Deserialize<WebhookBody>(body, JsonSerializerOptions.Web)!;
        Assert.Equal(("run.failed", "https://studio.example.org/runs/1", Clock.GetUtcNow()), (said.Code, said.Link, said.At));
        Assert.Contains("Tea 茶", said.Sentence, StringComparison.Ordinal);
        Assert.Equal(said.Id.ToString(), id);
        var kept = Assert.Single(await DeliveriesAsync());
        Assert.Equal((DeliveryState.Sent, "204"), (kept.State, kept.Outcome!.Arguments[0]));
    }

    [Fact]
    public async Task A_failure_is_tried_again_after_one_five_thirty_minutes_and_three_hours_and_then_given_up()
    {
        using var receiver = new Receiver { Answer = HttpStatusCode.InternalServerError };
        await SetAsync(webhook: receiver.Address);
        await RaiseAsync();
        var post = The<NoticePost>();
        Assert.Equal(1, await post.SendDueAsync(Cancel));
        foreach (var pause in (double[])[1, 5, 30, 180])
        {
            Clock.Advance(TimeSpan.FromMinutes(pause) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await post.SendDueAsync(Cancel));
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(1, await post.SendDueAsync(Cancel));
        }

        Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await post.SendDueAsync(Cancel));
        Assert.Equal(5, receiver.Posts.Count);
        Assert.Single(receiver.Posts.Select(p => p.Id).Distinct());
        var kept = Assert.Single(await DeliveriesAsync());
        Assert.Equal((DeliveryState.GivenUp, 5, "notifications.webhook.answered"), (kept.State, kept.Attempts, kept.Outcome!.Code));
    }

    [Fact]
    public async Task A_second_sender_after_a_restart_loses_nothing_and_sends_nothing_twice()
    {
        using var receiver = new Receiver();
        await SetAsync(webhook: receiver.Address);
        await RaiseAsync(key: "first");
        await The<NoticePost>().SendDueAsync(Cancel);
        await RaiseAsync(key: "second");

        // The first sender takes it and is gone before it has sent it.
        Assert.NotNull(await The<DeliveryQueue>().TakeAsync(Cancel));
        var after = The<NoticePost>();
        Assert.Equal(0, await after.SendDueAsync(Cancel));
        Clock.Advance(DeliveryQueue.Hold);
        Assert.Equal(1, await after.SendDueAsync(Cancel));

        Assert.Equal(2, receiver.Posts.Count);
        Assert.All(await DeliveriesAsync(), d => Assert.Equal(DeliveryState.Sent, d.State));
    }

    [Fact]
    public async Task Of_many_senders_at_once_one_sends()
    {
        using var receiver = new Receiver();
        await SetAsync(webhook: receiver.Address);
        await RaiseAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => The<NoticePost>().SendDueAsync(Cancel))));

        Assert.Single(receiver.Posts);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var receiver = new Receiver { Answer = HttpStatusCode.Found };
        receiver.Location = receiver.Address.Replace("/hook", "/elsewhere", StringComparison.Ordinal);
        await SetAsync(webhook: receiver.Address);
        await RaiseAsync();
        await The<NoticePost>().SendDueAsync(Cancel);

        Assert.Equal("/hook", Assert.Single(receiver.Posts).Path);
        Assert.Equal(DeliveryState.Waiting, Assert.Single(await DeliveriesAsync()).State);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("[::1]")]
    [InlineData("[fd00::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    [InlineData("0x7f000001")]
    public async Task An_address_inside_the_house_is_refused_where_it_would_be_connected(string host)
    {
        await SetAsync(webhook: $"https://{host}:9/hook", inside: false);
        var refusal = await Assert.ThrowsAsync<NotificationException>(() => The<NotificationDesk>().TestWebhookAsync(Admin, Cancel));

        Assert.Equal("notifications.webhook.inside", refusal.Code);
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_reaches_nobody()
    {
        using var receiver = new Receiver();
        var port = new Uri(receiver.Address).Port;
        await SetAsync(webhook: $"https://localhost:{port}/hook", inside: false);
        await RaiseAsync();
        await The<NoticePost>().SendDueAsync(Cancel);

        Assert.Empty(receiver.Posts);
        Assert.Equal("notifications.webhook.inside", Assert.Single(await DeliveriesAsync()).Outcome!.Code);
    }

    [Theory]
    [InlineData("8.8.8.8", false)]
    [InlineData("172.15.0.1", false)]
    [InlineData("172.16.0.1", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("2606:4700::1111", false)]
    [InlineData("::", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("2002:7f00:1::", true)]
    public void Inside_is_what_no_public_network_leads_to(string address, bool inside) =>
        Assert.Equal(inside, InsideAddresses.Contain(IPAddress.Parse(address)));

    [Fact]
    public async Task No_secret_stands_in_the_database_in_clear()
    {
        await SetAsync(webhook: "https://hook.example.org/x");
        var bytes = await AllBytesAsync();

        Assert.Contains("hook.example.org", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, bytes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_reaches_the_person_in_their_own_words_and_a_refusal_is_tried_again()
    {
        using var mailbox = new Mailbox { Refuses = true };
        await SetAsync("127.0.0.1", mailbox.Port);
        await RaiseAsync();
        await The<NoticePost>().SendDueAsync(Cancel);
        var kept = Assert.Single(await DeliveriesAsync());
        Assert.Equal((DeliveryState.Waiting, "notifications.mail.failed"), (kept.State, kept.Outcome!.Code));

        mailbox.Refuses = false;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await The<NoticePost>().SendDueAsync(Cancel);
        var message = Assert.Single(mailbox.Messages);
        Assert.Contains("To: carl@example.org", message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Subject: AIGC Studio: A run has failed", message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"X-Studio-Delivery: {kept.Id}", message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(DeliveryState.Sent, Assert.Single(await DeliveriesAsync()).State);
    }

    [Fact]
    public async Task A_test_mail_says_in_words_how_it_went()
    {
        using var mailbox = new Mailbox();
        await SetAsync("127.0.0.1", mailbox.Port);
        Assert.Equal("ada@example.org", await The<NotificationDesk>().TestMailAsync(Admin, Cancel));
        Assert.Single(mailbox.Messages);

        mailbox.Refuses = true;
        var refusal = await Assert.ThrowsAsync<NotificationException>(() => The<NotificationDesk>().TestMailAsync(Admin, Cancel));
        Assert.Equal("notifications.mail.failed", refusal.Code);
    }
}
