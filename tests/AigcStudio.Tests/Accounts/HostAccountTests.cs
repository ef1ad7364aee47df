using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

/// <summary>The account of the host's own console, in whose name the night works.</summary>
public sealed class HostAccountTests : IAsyncLifetime
{
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private People People => _studio.Services.GetRequiredService<People>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task The_hosts_account_is_neither_closed_nor_given_another_role()
    {
        var host = await People.HostAsync(Cancel);
        var admin = new Viewer(Guid.CreateVersion7(), Role.Admin);

        var closing = await Assert.ThrowsAsync<AccountException>(() => People.SetDisabledAsync(admin, host.PersonId, true, Cancel));
        var changing = await Assert.ThrowsAsync<AccountException>(() => People.ChangeRoleAsync(admin, host.PersonId, Role.Creator, Cancel));

        Assert.Equal(("accounts.host", "accounts.host"), (closing.Code, changing.Code));
        Assert.Equal(host, await People.HostAsync(Cancel));
    }

    [Fact]
    public async Task A_host_that_was_closed_by_an_earlier_release_is_found_and_not_made_twice()
    {
        var host = await People.HostAsync(Cancel);
        await using (var db = await _studio.DbAsync())
        {
            await db.People.ExecuteUpdateAsync(row => row.SetProperty(p => p.Disabled, true), Cancel);
        }

        Assert.Equal(host.PersonId, (await People.HostAsync(Cancel)).PersonId);
    }
}
