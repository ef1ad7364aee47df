using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Recommendations;

public static class RecommendationServices
{
    /// <summary>What is measured of artifacts, and what people like of them.</summary>
    public static IServiceCollection AddRecommendations(this IServiceCollection services)
    {
        services.AddSingleton<FeatureReader>();
        services.AddSingleton<FeatureBook>();
        services.AddSingleton<FeatureShelf>();
        services.AddSingleton<TasteReader>();
        services.AddSingleton<TasteBook>();
        services.AddSingleton<Recommender>();
        return services;
    }
}
