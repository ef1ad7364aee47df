namespace AigcStudio.Web.Models;

public static class ModelsSetup
{
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddSingleton(_ => FamilyCatalog.Read(Path.Combine(AppContext.BaseDirectory, "engine", "families.json")));
        return services;
    }
}
