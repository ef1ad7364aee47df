using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Accounts;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Models;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>A studio with a <see cref="PrivateWorld"/> in it, and a browser of each who tries to see more than is theirs.</summary>
public sealed class WorldStudio : IAsyncLifetime
{
    private const int Seed = 20261126;

    private readonly StudioApp _app = new()
    {
        More = services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IMedia>(new PlainGalleryMedia()));
            services.Replace(ServiceDescriptor.Singleton(new FamilyCatalog([Families.Gan])));

            // Thousands of questions in a few seconds: how often one may ask is tried elsewhere.
            services.Configure<RateLimiterOptions>(o => o.GlobalLimiter = null);
        },
    };

    internal StudioApp App => _app;

    internal PrivateWorld World { get; private set; } = null!;

    /// <summary>Who tries: a reviewer and a creator, each with things of their own.</summary>
    internal IReadOnlyList<(Role Role, Guid PersonId, HttpClient Browser)> Curious { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (reviewer, creator) = (await _app.PersonAsync(Role.Reviewer), await _app.PersonAsync(Role.Creator));
        var (ada, bob) = (await _app.PersonAsync(Role.Creator), await _app.PersonAsync(Role.Admin));
        var blobs = _app.Services.GetRequiredService<BlobStore>();
        using var picture = new MemoryStream([1, 2, 3]);
        using var words = new MemoryStream("Nothing of note."u8.ToArray());
        World = new PrivateWorld(
            [ada.Id, bob.Id, reviewer.Id, creator.Id],
            (await blobs.AddAsync(picture, cancel)).Hash.Hex,
            (await blobs.AddAsync(words, cancel)).Hash.Hex,
            Seed).Build();
        await using (var db = await DbAsync())
        {
            await World.SaveAsync(db, cancel);
        }

        Curious = [(Role.Reviewer, reviewer.Id, await OpenAsync(reviewer.Id)), (Role.Creator, creator.Id, await OpenAsync(creator.Id))];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Doors of the matrix with a method, for whoever has a role: the method and the path with its holes.</summary>
    internal static IEnumerable<(HttpMethod Method, string Path)> DoorsFor(Role role, Func<string, bool> method) => RoleMatrix.Doors
        .Where(d => d.Value == "anyone" || (Enum.TryParse<Role>(d.Value, out var least) && role >= least))
        .Select(d => d.Key.Split(' '))
        .Where(d => method(d[0]) && d[1].StartsWith("/api", StringComparison.Ordinal))
        .Select(d => (new HttpMethod(d[0]), d[1]));

    internal Task<StudioDb> DbAsync() => _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync();

    private async Task<HttpClient> OpenAsync(Guid personId)
    {
        var browser = await _app.BrowserAsync(personId);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }
}
