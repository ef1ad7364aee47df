using AigcStudio.Data.Jobs;

namespace AigcStudio.Web.Evaluation;

public static class EvaluationSetup
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<IJobHandler, EvaluateJob>();
        return services;
    }

    public static IEndpointRouteBuilder MapEvaluation(this IEndpointRouteBuilder routes)
    {
        EvaluationEndpoints.Map(routes);
        return routes;
    }
}
