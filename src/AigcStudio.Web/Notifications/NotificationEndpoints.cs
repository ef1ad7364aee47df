using AigcStudio.Core.Notifications;
using AigcStudio.Data.Notifications;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Notifications;

/// <summary><c>/api/notifications</c>: a person's own news and switches; for administrators how messages leave the studio.</summary>
internal static class NotificationEndpoints
{
    private const int MostAtOnce = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/notifications").RequireAuthorization(Policies.Reviewer).WithTags("Notifications");
        own.MapGet("/", ListAsync);
        own.MapPost("/read", ReadAsync);
        own.MapGet("/choices", async (HttpContext c, NoticeChoices all, CancellationToken cancel) => Results.Ok(new { Items = await all.OfAsync(c.ViewerOf(), cancel) }));
        own.MapPut("/choices", ChooseAsync);
        var admin = routes.MapGroup("/api/notifications").RequireAuthorization(Policies.Admin).WithTags("Notifications");
        admin.MapGet("/settings", (HttpContext c, NotificationDesk desk, CancellationToken cancel) => desk.GetAsync(c.ViewerOf(), cancel));
        admin.MapPut("/settings", SaveAsync);
        admin.MapPost("/settings/test-mail", async (HttpContext c, NotificationDesk desk, CancellationToken cancel) => Results.Ok(new { To = await desk.TestMailAsync(c.ViewerOf(), cancel) }));
        admin.MapPost("/settings/test-webhook", async (HttpContext c, NotificationDesk desk, CancellationToken cancel) => Results.Ok(new { Status = await desk.TestWebhookAsync(c.ViewerOf(), cancel) }));
        admin.MapGet("/deliveries", DeliveriesAsync);
    }

    /// <summary>Newest first; <c>after</c> is what the piece before gave as <c>next</c>.</summary>
    private static async Task<IResult> ListAsync(
        HttpContext context, Inbox inbox, Texts texts, [FromQuery] bool? unread, [FromQuery] Guid? after, [FromQuery] int? take, CancellationToken cancel)
    {
        var viewer = context.ViewerOf();
        var page = await inbox.ListAsync(viewer, unread ?? false, after, Math.Clamp(take ?? 50, 1, MostAtOnce), cancel);
        return Results.Ok(new
        {
            Unread = await inbox.CountUnreadAsync(viewer, cancel),
            Items = page.Items.Select(n => new { n.Id, Code = NoticeRules.CodeOf(n.Kind), Sentence = texts[n.Sentence], n.Link, n.At, n.Read }),
            page.Next,
        });
    }

    /// <summary>Marks some of the caller's news as read, or all where no ids are given.</summary>
    private static async Task<IResult> ReadAsync(HttpContext context, Inbox inbox, [FromBody] ReadAsk ask, CancellationToken cancel) =>
        Results.Ok(new { Count = await inbox.ReadAsync(context.ViewerOf(), ask.Ids, cancel) });

    private static async Task<IResult> ChooseAsync(HttpContext context, NoticeChoices choices, [FromBody] NoticeSwitch wanted, CancellationToken cancel)
    {
        await choices.SetAsync(context.ViewerOf(), wanted, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> SaveAsync(HttpContext context, NotificationDesk desk, [FromBody] NotificationChange change, CancellationToken cancel)
    {
        await desk.SaveAsync(context.ViewerOf(), change, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> DeliveriesAsync(HttpContext context, DeliveryQueue queue, Texts texts, [FromQuery] int? take, CancellationToken cancel)
    {
        var found = await queue.ListAsync(context.ViewerOf(), Math.Clamp(take ?? 50, 1, MostAtOnce), cancel);
        return Results.Ok(new
        {
            Items = found.Select(d => new
            {
                d.Id,
                d.Way,
                d.To,
                Code = NoticeRules.CodeOf(d.Kind),
                d.At,
                d.State,
                d.Attempts,
                NextAt = d.State == DeliveryState.Waiting ? d.NextAt : (DateTimeOffset?)null,
                Outcome = d.Outcome is { } outcome ? new { outcome.Code, Text = texts[outcome] } : null,
                d.TriedAt,
            }),
        });
    }

    /// <param name="Ids">Null for all.</param>
    internal sealed record ReadAsk(IReadOnlyList<Guid>? Ids);
}
