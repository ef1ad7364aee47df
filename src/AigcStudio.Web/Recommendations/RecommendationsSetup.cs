namespace AigcStudio.Web.Recommendations;

public static class RecommendationsSetup
{
    public static IServiceCollection AddRecommendations(this IServiceCollection services)
    {
        services.AddHostedService<FeatureKeeper>();
        return services;
    }

    public static IEndpointRouteBuilder MapRecommendations(this IEndpointRouteBuilder routes)
    {
        RecommendationEndpoints.Map(routes);
        return routes;
    }
}
