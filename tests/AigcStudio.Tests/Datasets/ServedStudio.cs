using System.Net.Http.Headers;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>The whole studio on a data folder of its own, spoken to by HTTP through Kestrel, with pictures of <see cref="PlainMedia"/>.</summary>
internal sealed class ServedStudio : WebApplicationFactory<AigcStudio.Web.Shell.App>
{
    private readonly string _root = Directory.CreateTempSubdirectory("served-").FullName;
    private readonly Dictionary<string, string> _settings;

    public ServedStudio(params (string Key, string Value)[] settings)
    {
        _settings = settings.ToDictionary(s => s.Key, s => s.Value);
        UseKestrel(0);
        StartServer();
    }

    public string Uploads => Path.Combine(_root, "uploads");

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>A client that signs its requests with a key of this host.</summary>
    public async Task<HttpClient> ClientAsync(Role role = Role.Creator)
    {
        var secret = await SecretAsync(role);
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    public async Task<string> SecretAsync(Role role = Role.Creator)
    {
        var people = Services.GetRequiredService<People>();
        var host = await people.HostAsync(TestContext.Current.CancellationToken);
        return await Services.GetRequiredService<ApiKeys>()
            .CreateAsync(host, "test", role, TimeSpan.FromDays(1), TestContext.Current.CancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await StudioApp.UntilLeftAsync(_root);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Studio:DataRoot", _root);
        builder.UseSetting("Studio:DemoData", "false");
        builder.UseSetting("Studio:MeasureAtStart", "false");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services => services
            .Replace(ServiceDescriptor.Singleton<IMedia>(new PlainMedia()))
            .Replace(ServiceDescriptor.Singleton<IHostLifetime, DeafLifetime>()));
    }
}
