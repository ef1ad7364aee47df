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
        services.AddSingleton<Verifier>();
        return services;
    }

    public static IEndpointRouteBuilder MapCampaigns(this IEndpointRouteBuilder routes)
    {
        CampaignEndpoints.Map(routes);
        BrandEndpoints.Map(routes);
        VerifyEndpoint.Map(routes);
        return routes;
    }
}
