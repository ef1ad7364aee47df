namespace AigcStudio.Web.Notifications;

public static class NotificationsSetup
{
    /// <summary>The bell, the pages and API, and what sends mail and posts.</summary>
    public static IServiceCollection AddNotificationDesk(this IServiceCollection services)
    {
        services.AddSingleton<NotificationSecrets>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<NoticeWords>();
        services.AddSingleton<NotificationDesk>();
        services.AddSingleton<OutwardLinks>();
        services.AddScoped<NoticeFeed>();
        services.AddHostedService<NoticePost>();
        services.AddHostedService<DiskWatch>();
        return services;
    }

    public static IEndpointRouteBuilder MapNotifications(this IEndpointRouteBuilder routes)
    {
        NotificationEndpoints.Map(routes);
        return routes;
    }
}
