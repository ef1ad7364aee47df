using System.Net;
using System.Net.Http.Headers;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

public sealed class ApiKeyTests(StudioApp studio) : IClassFixture<StudioApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_in_no_file_of_the_studio_and_in_no_log_line()
    {
        var (secret, _) = await KeyAsync(Role.Creator, Role.Creator);
        using var client = With(secret);
        await client.GetAsync("/openapi/v1.json", Cancel);
        await client.GetAsync("/api/nothing-here", Cancel);
        // A connection is held: other tests clear the pools, and with its last one the write-ahead log goes while it is looked at.
        await using var held = await studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        await held.Database.OpenConnectionAsync(Cancel);
        var folders = studio.Services.GetRequiredService<Data.Storage.StudioFolders>();
        var files = Directory.EnumerateFiles(folders.Root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal));

        Assert.NotEmpty(studio.Lines.All);
        Assert.DoesNotContain(studio.Lines.All, l => l.Contains(secret, StringComparison.Ordinal));
        Assert.All(files, f => Assert.DoesNotContain(secret, ReadShared(f), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_is_never_wider_than_its_owner()
    {
        var owner = await studio.PersonAsync(Role.Creator);
        var keys = studio.Services.GetRequiredService<ApiKeys>();

        await Assert.ThrowsAsync<RefusedException>(
            () => keys.CreateAsync(new Viewer(owner.Id, Role.Creator), "wide", Role.Admin, TimeSpan.FromDays(1), Cancel));
    }

    [Fact]
    public async Task A_key_shrinks_with_its_owner()
    {
        var (secret, owner) = await KeyAsync(Role.Creator, Role.Creator);
        var admin = await studio.PersonAsync(Role.Admin);

        await studio.Services.GetRequiredService<People>().ChangeRoleAsync(new Viewer(admin.Id, Role.Admin), owner.PersonId, Role.Reviewer, Cancel);

        Assert.Equal(Role.Reviewer, (await studio.Services.GetRequiredService<ApiKeys>().ViewerOfAsync(secret, Cancel))!.Role);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var (secret, owner) = await KeyAsync(Role.Reviewer, Role.Reviewer);
        using var client = With(secret);
        var before = await client.GetAsync("/openapi/v1.json", Cancel);
        var keys = studio.Services.GetRequiredService<ApiKeys>();

        await keys.RevokeAsync(owner, (await keys.ListAsync(owner, Cancel)).Single().Id, Cancel);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/openapi/v1.json", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Somebody_elses_key_and_a_missing_one_are_refused_alike()
    {
        var (_, owner) = await KeyAsync(Role.Creator, Role.Creator);
        var keys = studio.Services.GetRequiredService<ApiKeys>();
        var theirs = (await keys.ListAsync(owner, Cancel)).Single().Id;
        var other = new Viewer((await studio.PersonAsync(Role.Creator)).Id, Role.Creator);

        var refusals = new[]
        {
            await Assert.ThrowsAsync<RefusedException>(() => keys.RevokeAsync(other, theirs, Cancel)),
            await Assert.ThrowsAsync<RefusedException>(() => keys.RevokeAsync(other, Guid.CreateVersion7(), Cancel)),
        };

        Assert.Single(refusals.Select(r => r.Message).Distinct());
    }

    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private async Task<(string Secret, Viewer Owner)> KeyAsync(Role owner, Role key)
    {
        var viewer = new Viewer((await studio.PersonAsync(owner)).Id, owner);
        return (await studio.Services.GetRequiredService<ApiKeys>().CreateAsync(viewer, "test", key, TimeSpan.FromDays(1), Cancel), viewer);
    }

    private HttpClient With(string secret)
    {
        var client = studio.Bare();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }
}
