using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Reviews;

public static class ReviewsServices
{
    /// <summary>What people say of artifacts.</summary>
    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddSingleton<RatingBook>();
        services.AddSingleton<ReviewBook>();
        services.AddSingleton<BulkReviews>();
        services.AddSingleton<ReviewRequests>();
        services.AddSingleton<ReviewQueue>();
        services.AddSingleton<DuelBook>();
        services.AddSingleton<Leaderboard>();
        services.AddSingleton<AgreementReader>();
        services.AddSingleton<CommentBook>();
        services.AddSingleton<GuestLinks>();
        services.AddSingleton<GuestDesk>();
        return services;
    }
}
