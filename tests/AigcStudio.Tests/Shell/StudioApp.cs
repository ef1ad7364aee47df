using System.Net.Http.Headers;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>The whole studio in this process, on a data root of its own; real database, no port.</summary>
public sealed class StudioApp : WebApplicationFactory<StudioOptions>
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("aigc-app-");

    /// <summary>Adds or replaces services after those of the studio.</summary>
    public Action<IServiceCollection> More { get; init; } = _ => { };

    /// <summary>Every line that was logged, for tests that look for what must not be there.</summary>
    public LogLines Lines { get; } = new();

    /// <summary>A client that signs with a fresh key of a fresh person of this role.</summary>
    public async Task<HttpClient> ClientAsync(Role role)
    {
        var person = await PersonAsync(role);
        var secret = await Services.GetRequiredService<ApiKeys>().CreateAsync(
            new Viewer(person.Id, role), "test", role, TimeSpan.FromDays(1), TestContext.Current.CancellationToken);
        var client = Bare();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>A client that follows no redirect and keeps no cookie.</summary>
    public HttpClient Bare() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    public async Task<Person> PersonAsync(Role role)
    {
        var id = Guid.CreateVersion7();
        var name = $"person{id.ToString("N")[^8..]}";
        var person = new Person
        {
            Id = id,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Email = $"{name}@example.org",
            NormalizedEmail = $"{name}@example.org".ToUpperInvariant(),
            DisplayName = name,
            Role = role,
            PasswordHash = "none",
            SecurityStamp = name,
        };
        await using var db = await Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync();
        db.People.Add(person);
        await db.SaveChangesAsync();
        return person;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Studio:DataRoot", _root.FullName);
        builder.UseSetting("Studio:DemoData", "false");
        builder.UseSetting("Studio:MeasureAtStart", "false");
        builder.ConfigureLogging(l => l.ClearProviders().AddProvider(Lines));

        // Pages and API alone: jobs, their Engine and the demo have tests of their own.
        builder.ConfigureTestServices(services =>
        {
            foreach (var background in services.Where(IsOurBackground).ToList())
            {
                services.Remove(background);
            }

            services.Replace(ServiceDescriptor.Singleton<IHostLifetime, DeafLifetime>());
            More(services);
        });
    }

    /// <summary>
    /// Completes when no studio is on a data root any more. Program, too, disposes the host once it stops, at the same moment as a test does, and
    /// whoever comes second does not wait; the studio's own spool goes almost last.
    /// </summary>
    public static Task UntilLeftAsync(string dataRoot)
    {
        var spools = Path.Combine(dataRoot, "spool");
        return Wait.UntilAsync(() => !Directory.Exists(spools) || !Directory.EnumerateFileSystemEntries(spools).Any(), CancellationToken.None);
    }

    private static bool IsOurBackground(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(StudioOptions).Assembly;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await UntilLeftAsync(_root.FullName);
        if (Directory.Exists(_root.FullName))
        {
            _root.Delete(recursive: true);
        }

        GC.SuppressFinalize(this);
    }
}
