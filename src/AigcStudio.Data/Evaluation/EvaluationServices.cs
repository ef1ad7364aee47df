using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Evaluation;

public static class EvaluationServices
{
    /// <summary>Measurings of models, and their reports.</summary>
    public static IServiceCollection AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<Evaluations>();
        services.AddSingleton<EvaluationReader>();
        return services;
    }
}
