using AigcStudio.Web.Accounts;
using Microsoft.Extensions.Logging.Console;
using MudBlazor.Services;

namespace AigcStudio.Web.Shell;

public static class ShellSetup
{
    /// <summary>Sets where the studio listens, and refuses to send passwords readable over a network.</summary>
    /// <exception cref="StartRefusedException">An address is plain HTTP and reachable from other machines.</exception>
    public static StudioAddresses ListenOn(this WebApplicationBuilder builder, StudioOptions studio)
    {
        var addresses = StudioAddresses.From(builder.Configuration, studio.BehindProxy);
        if (addresses.IsDefault)
        {
            builder.WebHost.UseUrls(StudioAddresses.Default);
        }

        // Outside of Development too, so that `dotnet run -c Release` finds the assets of packages without a publish.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        return addresses;
    }

    public static IServiceCollection AddShell(this IServiceCollection services, StudioOptions studio, IConfiguration configuration)
    {
        services.AddLogging(l => l.AddConsole(o => o.FormatterName ??= LineFormatter.FormatterName).AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>());
        services.AddMudServices();
        services.AddSingleton<Texts>();
        services.AddSingleton<StyleSheets>();
        services.AddScoped<KeyList>();
        services.AddSingleton<HomeReader>();
        services.AddSingleton<NewsReader>();
        services.AddRazorComponents().AddInteractiveServerComponents(o => o.DisconnectedCircuitMaxRetained = studio.DisconnectedCircuits);
        services.AddRateLimiter(o => RateLimits.Apply(o, studio.RequestsPerSecond));
        services.AddApiDescription();
        services.AddWholeBodies();
        services.Configure<RequestLocalizationOptions>(Cultures.Apply);
        services.PostConfigure<ForwardedHeadersOptions>(o => studio.KnownProxies.Apply(o, studio.BehindProxy, configuration["AllowedHosts"]));
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        return services;
    }

    /// <summary>What every request passes through, in order.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLocalization();
        app.UseMiddleware<ApiProblems>();
        app.UseMiddleware<PageProblems>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<SameOriginWrites>();
        app.UseMiddleware<IdempotentPosts>();
        app.UseAntiforgery();
        return app;
    }

    public static IEndpointRouteBuilder MapShell(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapApiDescription();
        routes.MapWatch();
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
        return routes;
    }
}
