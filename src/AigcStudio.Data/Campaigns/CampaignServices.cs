using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Campaigns;

public static class CampaignServices
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<BrandBook>();
        services.AddSingleton<CampaignReader>();
        services.AddSingleton<CampaignActs>();
        services.AddSingleton<CampaignReviews>();
        services.AddSingleton<CreativeActs>();
        services.AddSingleton<Sets.MatchedSets>();
        services.AddSingleton<Sets.SetReader>();
        services.AddSingleton<Sets.PieceMeasures>();
        services.AddSingleton<Sets.SetRanking>();
        return services;
    }
}
