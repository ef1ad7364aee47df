using AigcStudio.Data.Jobs;

namespace AigcStudio.Web.Evaluation;

public static class EvaluationSetup
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services)
    {
        services.AddOptions<EvaluationOptions>()
            .BindConfiguration(EvaluationOptions.Section)
            .Validate(o => o.BothOrNeither, "Evaluation:InceptionPath and Evaluation:InceptionSha256 go together.")
            .Validate(o => o.FileThere, "There is no file at Evaluation:InceptionPath.")
            .Validate(o => o.HashWellFormed, "Evaluation:InceptionSha256 must be 64 hexadecimal digits.")
            .ValidateOnStart();
        services.AddSingleton<IJobHandler, EvaluateJob>();
        return services;
    }

    public static IEndpointRouteBuilder MapEvaluation(this IEndpointRouteBuilder routes)
    {
        EvaluationEndpoints.Map(routes);
        return routes;
    }
}
