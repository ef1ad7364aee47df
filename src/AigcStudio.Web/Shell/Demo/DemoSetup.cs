namespace AigcStudio.Web.Shell.Demo;

internal static class DemoSetup
{
    /// <summary>The demo brand of a first start.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddSingleton<DemoDataset>().AddHostedService<DemoBrand>();
}
