using System.Net;
using System.Net.WebSockets;
using System.Text;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Attacks;
using AigcStudio.Tests.Datasets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>Whose word about scheme, host and address counts, over real connections from 127.0.0.1.</summary>
[Trait("Lane", "Slow")]
public sealed class ProxyTests
{
    private static readonly (string, string) Hosts = ("AllowedHosts", "studio.example;127.0.0.1;localhost");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "", "https")]
    [InlineData(true, "10.1.0.0/16, 127.0.0.0/8", "https")]
    [InlineData(true, "203.0.113.7", "http")]
    [InlineData(false, "", "http")]
    public async Task The_scheme_of_the_configured_proxy_counts_and_anyone_elses_does_not(bool behind, string proxies, string scheme)
    {
        // The switch that believes everyone changes nothing.
        await using var studio = new ServedStudio(
            Hosts, ("Studio:BehindProxy", $"{behind}"), ("Studio:KnownProxies", proxies), ("FORWARDEDHEADERS_ENABLED", "true"));
        using var answer = await AskAsync(studio, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "198.51.100.4"));

        Assert.StartsWith($"{scheme}://studio.example/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(scheme == "https", answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("studio.example", "studio.example")]
    [InlineData("evil.example", "127.0.0.1")]
    public async Task A_forwarded_host_must_be_one_of_the_studios(string forwarded, string led)
    {
        await using var studio = new ServedStudio(Hosts, ("Studio:BehindProxy", "true"));
        using var answer = await AskAsync(studio, "127.0.0.1", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "198.51.100.4"), ("X-Forwarded-Host", forwarded));
        Assert.Equal(led, answer.Headers.Location!.Host);
    }

    [Fact]
    public async Task Who_makes_up_an_address_for_each_attempt_is_held_up_all_the_same()
    {
        await using var studio = new ServedStudio(Hosts, ("Studio:BehindProxy", "true"), ("Studio:KnownProxies", "203.0.113.7"));
        var answers = new List<HttpStatusCode>();
        using var client = Client(studio);
        for (var i = 0; i < 12; i++)
        {
            using var attempt = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new StringContent("") };
            attempt.Headers.Add("X-Forwarded-For", $"198.51.100.{i}");
            answers.Add((await client.SendAsync(attempt, Cancel)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task Behind_a_proxy_cookies_never_travel_readable()
    {
        await using var studio = new ServedStudio(Hosts, ("Studio:BehindProxy", "true"));
        using var client = Client(studio);
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        ask.Headers.Add("X-Forwarded-Proto", "https");
        ask.Headers.Add("X-Forwarded-For", "198.51.100.4");
        using var page = await client.SendAsync(ask, Cancel);

        var cookies = page.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, c => Assert.Matches("(?i)^__Host-.*secure", c));
    }

    [Fact]
    public async Task A_browsers_websocket_passes_through_the_proxy()
    {
        await using var studio = new ServedStudio(Hosts, ("Studio:BehindProxy", "true"));
        using var socket = new ClientWebSocket();
        // By its cookie: a program's key would be let in from any site.
        var host = await studio.Services.GetRequiredService<People>().HostAsync(Cancel);
        socket.Options.SetRequestHeader("Cookie", (await studio.Services.CookieAsync(host.PersonId)).Header);
        socket.Options.SetRequestHeader("Host", "studio.example");
        socket.Options.SetRequestHeader("Origin", "https://studio.example");
        socket.Options.SetRequestHeader("X-Forwarded-Proto", "https");
        socket.Options.SetRequestHeader("X-Forwarded-For", "198.51.100.4");
        await socket.ConnectAsync(new UriBuilder(studio.Address) { Scheme = "ws", Path = "/hubs/runs" }.Uri, Cancel);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Cancel);
        var buffer = new byte[100];
        var heard = await socket.ReceiveAsync(buffer, Cancel);
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(buffer, 0, heard.Count));
    }

    private static Task<HttpResponseMessage> AskAsync(ServedStudio studio, params (string Name, string Value)[] headers) => AskAsync(studio, "studio.example", headers);

    private static async Task<HttpResponseMessage> AskAsync(ServedStudio studio, string host, params (string Name, string Value)[] headers)
    {
        using var client = Client(studio);
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/gallery");
        ask.Headers.Host = host;
        ask.Headers.Accept.ParseAdd("text/html");
        foreach (var (name, value) in headers)
        {
            ask.Headers.Add(name, value);
        }

        return await client.SendAsync(ask, Cancel);
    }

    private static HttpClient Client(ServedStudio studio) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = studio.Address };
}
