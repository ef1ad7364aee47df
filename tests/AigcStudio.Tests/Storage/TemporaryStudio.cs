using AigcStudio.Data;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Tests.Storage;

/// <summary>A data folder with a migrated SQLite file in it, gone after the test.</summary>
public sealed class TemporaryStudio : IAsyncDisposable
{
    private TemporaryStudio(string root, ServiceProvider services) => (Root, Services) = (root, services);

    public string Root { get; }

    public ServiceProvider Services { get; }

    public StudioFolders Folders => Services.GetRequiredService<StudioFolders>();

    public BlobStore Blobs => Services.GetRequiredService<BlobStore>();

    public IDbContextFactory<StudioDb> Contexts => Services.GetRequiredService<IDbContextFactory<StudioDb>>();

    /// <param name="more">Adds or replaces services after those of the studio.</param>
    public static async Task<TemporaryStudio> OpenAsync(Action<IServiceCollection>? more = null)
    {
        var root = Directory.CreateTempSubdirectory("studio-").FullName;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOptions();
        services.AddData(root, connectionString: null);
        more?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await provider.OpenDatabaseAsync();
        return new TemporaryStudio(root, provider);
    }

    public Task<StudioDb> DbAsync() => Contexts.CreateDbContextAsync();

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
    }
}
