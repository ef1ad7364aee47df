using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Boards;

public static class BoardServices
{
    public static IServiceCollection AddBoards(this IServiceCollection services)
    {
        services.AddSingleton<BoardReader>();
        services.AddSingleton<BoardActs>();
        services.AddSingleton<BoardLaying>();
        services.AddSingleton<BoardTargets>();
        return services;
    }
}
