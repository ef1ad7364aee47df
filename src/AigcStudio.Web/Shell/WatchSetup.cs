using AigcStudio.Core;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AigcStudio.Web.Shell;

/// <summary>
/// How operators watch: <c>/health/live</c> (the process answers), <c>/health/ready</c> (database, disk and Engine do too),
/// <c>/metrics</c> for Prometheus, and all of it by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector: without it nothing leaves the host.
/// </summary>
public static class WatchSetup
{
    /// <summary>Says where traces, metrics and logs go, as every OpenTelemetry program is told.</summary>
    public const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static WebApplicationBuilder AddWatch(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [HealthAnswer.Ready])
            .AddCheck<DiskCheck>("disk", tags: [HealthAnswer.Ready])
            .AddCheck<EngineCheck>("engine", tags: [HealthAnswer.Ready]);
        builder.AddLogs();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("aigc-studio", serviceVersion: typeof(WatchSetup).Assembly.GetName().Version!.ToString(3)))
            .WithMetrics(m => m
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits")
                .AddMeter("Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.RateLimiting", "System.Runtime", Watching.Everything)
                .AddPrometheusExporter());
        if (builder.Configuration[Collector] is { Length: > 0 } address)
        {
            telemetry.ExportTo(address);
        }

        return builder;
    }

    public static IEndpointRouteBuilder MapWatch(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthAnswer.WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains(HealthAnswer.Ready), ResponseWriter = HealthAnswer.WriteAsync })
            .AllowAnonymous();
        routes.MapPrometheusScrapingEndpoint().RequireAuthorization(Policies.Admin);
        return routes;
    }

    // With Logging:Console:FormatterName=json each line of the console is an object, with the ids of its job and run.
    private static void AddLogs(this WebApplicationBuilder builder)
    {
        // The scope of a request holds its path, and the paths of invitations and guest links hold secrets.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // A service manager's own format is only the default.
        if (builder.Configuration["Logging:Console:FormatterName"] is { Length: > 0 } format)
        {
            builder.Services.PostConfigure<ConsoleLoggerOptions>(o => o.FormatterName = format);
        }

        builder.Services.Configure<JsonConsoleFormatterOptions>(o =>
            (o.IncludeScopes, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    }

    /// <exception cref="StartRefusedException">That is no address of a collector.</exception>
    private static void ExportTo(this IOpenTelemetryBuilder telemetry, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new StartRefusedException($"{Collector} is '{address}'; it must be an address such as http://127.0.0.1:4317.");
        }

        telemetry
            .WithTracing(t => t.AddSource(Watching.Everything).AddAspNetCoreInstrumentation(WithoutPaths))
            .WithLogging(null, o => (o.IncludeScopes, o.IncludeFormattedMessage) = (true, true))
            .UseOtlpExporter();
    }

    // The same here: a span names the route, never the path that was asked for.
    private static void WithoutPaths(AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = context => !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/_blazor");
        options.EnrichWithHttpRequest = (span, _) => span.SetTag("url.path", null).SetTag("url.query", null);
        options.EnrichWithHttpResponse = (span, _) => span.SetTag("url.path", null).SetTag("url.query", null);
    }
}
