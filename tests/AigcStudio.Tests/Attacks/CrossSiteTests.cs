using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AigcStudio.Core.Accounts;
using AigcStudio.Tests.Accounts;
using AigcStudio.Tests.Shell;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>What another site makes a signed-in browser send is refused at every door that changes something, and so is a socket that it opens.</summary>
public sealed class CrossSiteTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly StudioApp _studio = new() { More = services => services.AddSingleton<IStartupFilter, FromAddress>() };

    private int _addresses;

    // What a form, a script, an opaque frame, another port and a browser without either header send.
    private static readonly (string Name, string Value)[][] Hostile =
    [
        [],
        [("Origin", "https://elsewhere.example")],
        [("Origin", "null")],
        [("Origin", "http://localhost:81")],
        [("Origin", "https://localhost")],
        [("Origin", "http://localhost.elsewhere.example")],
        [("Sec-Fetch-Site", "cross-site")],
        [("Sec-Fetch-Site", "same-site")],
        [("Sec-Fetch-Site", "none")],
        [("Sec-Fetch-Site", "cross-site"), ("Origin", "http://localhost")],
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task No_door_that_changes_something_opens_to_another_site()
    {
        using var admin = await _studio.BrowserAsync(Role.Admin);
        var doors = Doors().ToList();
        foreach (var (method, path) in doors)
        {
            foreach (var headers in Hostile)
            {
                var status = await SendAsync(admin, method, path, headers);
                Assert.True(status == HttpStatusCode.Forbidden, $"{method} {path} answered {(int)status} to {string.Join(", ", headers)}.");
            }

            if (path != "/sign-out" && !path.StartsWith("/api/storage/clean-ups", StringComparison.Ordinal))
            {
                Assert.NotEqual(HttpStatusCode.Forbidden, await SendAsync(admin, method, path, [("Sec-Fetch-Site", "same-origin")]));
            }
        }

        output.WriteLine($"{doors.Count} doors x {Hostile.Length} ways to come from elsewhere: all refused.");
        Assert.True(doors.Count > 90, $"Only {doors.Count} doors.");
    }

    [Theory]
    [InlineData("/hubs/runs")]
    [InlineData("/_blazor")]
    public async Task No_other_site_opens_a_socket_with_our_cookie(string path)
    {
        var cookie = (await _studio.CookieAsync((await _studio.PersonAsync(Role.Admin)).Id)).Header;
        foreach (var headers in Hostile)
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(path, cookie, headers));
            Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        }

        using var ours = await OpenAsync(path, cookie, [("Origin", "http://localhost")]);
        Assert.Equal(System.Net.WebSockets.WebSocketState.Open, ours.State);
    }

    [Theory]
    [InlineData("/sign-in", "sign-in")]
    [InlineData("/invitation", "invitation")]
    [InlineData("/account/password", "password")]
    public async Task A_form_without_its_own_token_is_refused(string page, string handler)
    {
        using var browser = await _studio.BrowserAsync(Role.Creator);
        foreach (var token in new[] { null, "forged" })
        {
            var fields = new Dictionary<string, string> { ["_handler"] = handler };
            if (token is not null)
            {
                fields["__RequestVerificationToken"] = token;
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            using var answer = await browser.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Doors() => RoleMatrix.Doors.Keys
        .Select(d => d.Split(' '))
        .Where(d => d[0] is not ("GET" or "ANY"))
        .Select(d => (d[0] == "PAGE" ? HttpMethod.Post : new HttpMethod(d[0]), Regex.Replace(d[1], @"\{[^}]*\}", m =>
            m.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "01970000-0000-7000-8000-000000000000")));

    private async Task<HttpStatusCode> SendAsync(HttpClient browser, HttpMethod method, string path, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Delete ? null : JsonContent.Create(new { }) };
        request.Headers.Add(FromAddress.Header, new IPAddress(++_addresses).ToString());
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return answer.StatusCode;
    }

    private Task<System.Net.WebSockets.WebSocket> OpenAsync(string path, string cookie, (string Name, string Value)[] headers)
    {
        var sockets = _studio.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            request.Headers.Cookie = cookie;
            foreach (var (name, value) in headers)
            {
                request.Headers[name] = value;
            }
        };
        return sockets.ConnectAsync(new Uri(_studio.Server.BaseAddress, path), Cancel);
    }
}
