using AigcStudio.Data.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Notifications;

public static class NotificationServices
{
    /// <summary>News for people, and the messages that carry them out of the studio.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<IJobFollower, JobNews>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<NoticeChoices>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<NotificationBook>();
        return services;
    }
}
