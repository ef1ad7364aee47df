using AigcStudio.Core.Models;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Models.Enlarging;
using AigcStudio.Web.Models.Play;
using AigcStudio.Web.Models.Replies;

namespace AigcStudio.Web.Models;

public static class ModelsSetup
{
    /// <summary>Families, models and draws.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddSingleton(_ => FamilyCatalog.Read(Path.Combine(Path.GetDirectoryName(ChildProgram.Engine.Path)!, FamilyList.FileName)));
        services.AddSingleton<DrawAsks>();
        services.AddSingleton<DrawAtOnce>();
        services.AddSingleton<ReplyDesk>().AddSingleton<EnlargerChoice>().AddSingleton<PictureEnlarger>();
        services.AddSingleton<PlaySpaces>().AddSingleton<PlayFrames>().AddSingleton<PlayDesk>().AddSingleton<PlayKeeps>();
        return services;
    }

    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder routes)
    {
        ModelEndpoints.Map(routes);
        GenerationEndpoints.Map(routes);
        ReplyEndpoints.Map(routes);
        PlayEndpoints.Map(routes);
        EnlargeEndpoints.Map(routes);
        return routes;
    }
}
