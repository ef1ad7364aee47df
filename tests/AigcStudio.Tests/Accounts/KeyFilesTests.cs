using AigcStudio.Core.Accounts;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Shell;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

public sealed class KeyFilesTests(StudioApp studio) : IClassFixture<StudioApp>
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task The_keys_of_cookies_and_of_the_audit_chain_are_the_studios_own_to_read()
    {
        await studio.PersonAsync(Role.Admin);
        var now = TimeProvider.System.GetUtcNow();
        studio.Services.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        var folders = studio.Services.GetRequiredService<StudioFolders>();

        Assert.Equal(Own | UnixFileMode.UserExecute, File.GetUnixFileMode(folders.Keys));
        var files = Directory.GetFiles(folders.Keys);
        Assert.Contains(files, f => f.EndsWith(".xml", StringComparison.Ordinal));
        Assert.All(files.Where(f => !f.EndsWith(".count", StringComparison.Ordinal)), f => Assert.Equal((f, Own), (f, File.GetUnixFileMode(f))));
    }

    [Fact]
    public void Keys_that_an_earlier_release_left_open_are_closed_at_the_next_start()
    {
        using var root = new TestFolder();
        Directory.CreateDirectory(root["keys"]);
        var left = root.Write("keys/key-1.xml", [1]);
        File.SetUnixFileMode(root["keys"], Own | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(left, Own | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using var folders = new StudioFolders(root[""]);

        Assert.Equal((Own | UnixFileMode.UserExecute, Own), (File.GetUnixFileMode(folders.Keys), File.GetUnixFileMode(left)));
    }
}
