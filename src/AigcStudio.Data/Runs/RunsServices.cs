using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Models.Replies;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Runs;

public static class RunsServices
{
    /// <summary>Runs, and the models that are made of them.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddSingleton<IJobFollower, RunFollower>();
        services.AddSingleton<RunReader>();
        services.AddSingleton<RunHistory>();
        services.AddSingleton<CheckpointRatings>();
        services.AddSingleton<RunOrders>();
        services.AddSingleton<RunActs>();
        services.AddSingleton<SpeedBook>();
        services.AddSingleton<RunTrash>();
        services.AddSingleton<RunRecorder>();
        services.AddSingleton<PointKeeping>();
        services.AddSingleton<CheckpointShelf>();
        services.AddSingleton<ModelReader>();
        services.AddSingleton<PlayReader>();
        services.AddSingleton<ModelActs>();
        services.AddSingleton<Generations>();
        services.AddSingleton<ShippedModels>();
        services.AddSingleton<GenerationReader>();
        services.AddSingleton<PairIndexes>();
        services.AddSingleton<ReplyReader>();
        services.AddSingleton<TrainableVersions>();
        return services;
    }
}
