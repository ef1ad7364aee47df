using AigcStudio.Web.Campaigns.Clips;
using AigcStudio.Web.Campaigns.Sets;

namespace AigcStudio.Web.Campaigns;

public static class CampaignsSetup
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<AdPress>();
        services.AddSingleton<AdEnlarging>();
        services.AddSingleton<AdDesk>();
        services.AddSingleton<AdSounds>();
        services.AddSingleton<FirstDraft>();
        services.AddSingleton<BrandLogos>();
        services.AddSingleton<CampaignPack>();
        services.AddSingleton<AdClips>();
        services.AddSingleton<PictureCodes>();
        services.AddSingleton<ClipDesk>();
        services.AddSingleton<PackTurns>();
        services.AddSingleton<PackClips>();
        services.AddSingleton<SoundsByEar>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<SetModels>();
        services.AddSingleton<SetDesk>();
        services.AddSingleton<SetAds>();
        services.AddHostedService<SetRanker>();
        return services;
    }

    public static IEndpointRouteBuilder MapCampaigns(this IEndpointRouteBuilder routes)
    {
        CampaignEndpoints.Map(routes);
        BrandEndpoints.Map(routes);
        VerifyEndpoint.Map(routes);
        SetEndpoints.Map(routes);
        ClipEndpoints.Map(routes);
        return routes;
    }
}
