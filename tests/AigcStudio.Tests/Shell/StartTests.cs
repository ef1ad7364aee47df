using AigcStudio.Data.Storage;
using AigcStudio.Web.Shell;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>What the studio refuses to start with, in words.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Studio:Role", "Web", "All")]
    [InlineData("Studio:Role", "Boss", "All, Web or Worker")]
    [InlineData("Studio:DemoData", "maybe", "true or false")]
    [InlineData("Studio:InvitationHours", "0", "1 to 720")]
    [InlineData("Studio:KnownProxies", "10.0.0.1, proxy.example", "10.0.0.7, 10.1.0.0/16")]
    [InlineData("Studio:RequestsPerSecond", "0", "1 to 100000")]
    public void An_option_that_cannot_be_used_is_named(string name, string value, string hint)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => StudioOptions.From(With(name, value), "."));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:80")]
    [InlineData("http://127.0.0.1:5080;http://[::]:5081")]
    public void Plain_http_that_others_can_reach_is_refused(string urls) =>
        Assert.Throws<StartRefusedException>(() => StudioAddresses.From(With("urls", urls), behindProxy: false));

    [Theory]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("https://0.0.0.0:443", true)]
    public void Loopback_and_https_are_fine(string urls, bool onlyHttps) =>
        Assert.Equal(onlyHttps, StudioAddresses.From(With("urls", urls), behindProxy: false).OnlyHttps);

    [Theory]
    [InlineData("http://127.0.0.1:5080", false, "localhost;127.0.0.1;[::1]", "http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080", true, "studio.example;127.0.0.1", "https://studio.example")]
    [InlineData("http://127.0.0.1:5080", true, "*", "http://127.0.0.1:5080")]
    [InlineData("http://0.0.0.0:5080", true, "127.0.0.1;studio.example", "https://studio.example")]
    [InlineData("https://0.0.0.0:443", false, "studio.example", "https://studio.example")]
    [InlineData("https://[::]:8443", false, "*.example;studio.example", "https://studio.example:8443")]
    [InlineData("https://[::]:8443", false, "*", "https://localhost:8443")]
    [InlineData("https://127.0.0.1:8443", false, "studio.example;127.0.0.1", "https://127.0.0.1:8443")]
    public void A_browser_is_told_an_address_that_the_studio_answers_under(string bound, bool behindProxy, string hosts, string told) =>
        Assert.Equal(told, StudioAddresses.ForBrowser(bound, behindProxy, hosts));

    [Fact]
    public void Called_from_any_folder_the_program_finds_its_own_settings()
    {
        var elsewhere = Directory.CreateTempSubdirectory("aigc-elsewhere-");

        Assert.Equal(AppContext.BaseDirectory, StudioHost.ContentRoot(elsewhere.FullName, []));
        Assert.Null(StudioHost.ContentRoot(elsewhere.FullName, ["--contentRoot=/srv/studio"]));
        Assert.Null(StudioHost.ContentRoot(AppContext.BaseDirectory, []));
        Assert.Equal("localhost;127.0.0.1;[::1]", StudioHost.CreateBuilder([]).Configuration["AllowedHosts"]);
    }

    [Fact]
    public void A_second_studio_on_the_same_folder_is_refused()
    {
        var root = Directory.CreateTempSubdirectory("aigc-lock-");
        using var folders = new StudioFolders(root.FullName);
        using (StudioLock.Take(folders))
        {
            Assert.Throws<StartRefusedException>(() => StudioLock.Take(folders));
        }

        StudioLock.Take(folders).Dispose();
    }

    private static IConfiguration With(string name, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
}
