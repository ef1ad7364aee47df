namespace AigcStudio.Web.Models;

public static class ModelsSetup
{
    /// <summary>Families, models and draws.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddSingleton(_ => FamilyCatalog.Read(Path.Combine(AppContext.BaseDirectory, "engine", "families.json")));
        services.AddSingleton<DrawAtOnce>();
        return services;
    }

    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder routes)
    {
        ModelEndpoints.Map(routes);
        GenerationEndpoints.Map(routes);
        return routes;
    }
}
