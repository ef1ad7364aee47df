using AigcStudio.Core.Models;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Models;

public static class ModelsSetup
{
    /// <summary>Families, models and draws.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddSingleton(_ => FamilyCatalog.Read(Path.Combine(Path.GetDirectoryName(ChildProgram.Engine.Path)!, FamilyList.FileName)));
        services.AddSingleton<DrawAsks>();
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
