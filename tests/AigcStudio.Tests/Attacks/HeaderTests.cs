using System.Net;
using System.Text.RegularExpressions;
using AigcStudio.Tests.Accounts;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>Every kind of answer tells the browser what to refuse: pages, API, bytes, files, errors, the hub, sign-in pages, Hangfire's.</summary>
public sealed class HeaderTests(WorldStudio studio, ITestOutputHelper output) : IClassFixture<WorldStudio>
{
    private static readonly string[] Extra = ["/css/studio.css", "/favicon.ico", "/nowhere/at-all", "/api/nothing-here", "/_framework/blazor.web.js", "/sign-in?returnUrl=//elsewhere.example", "/api/artifacts?take=no-number"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_answer_tells_the_browser_what_to_refuse()
    {
        using var nobody = studio.App.Bare();
        using var admin = await studio.App.BrowserAsync(Core.Accounts.Role.Admin);
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in RoleMatrix.Doors.Keys.SelectMany(Paths).Concat(Extra))
        {
            foreach (var client in new[] { nobody, admin, studio.Curious[0].Browser })
            {
                using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancel);
                var kind = $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType?.MediaType ?? "nothing"}";
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                Check(path, kind, answer);
            }
        }

        using var negotiated = await admin.SendAsync(Own(HttpMethod.Post, "/hubs/runs/negotiate?negotiateVersion=1"), Cancel);
        Assert.Equal(HttpStatusCode.OK, negotiated.StatusCode);
        Check("negotiate", "200", negotiated);
        output.WriteLine($"{kinds.Values.Sum()} answers of {kinds.Count} kinds: {string.Join(", ", kinds.Select(k => $"{k.Key} ({k.Value})"))}");
        Assert.All(new[] { "200 text/html", "200 application/json", "200 image/png", "200 text/css", "302 nothing", "401 application/problem+json", "403 application/problem+json", "404 application/problem+json" }, k => Assert.Contains(k, kinds.Keys));
    }

    private static void Check(string path, string kind, HttpResponseMessage answer)
    {
        string One(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(" & ", values) : $"no {name} at {path} ({kind})";
        var policy = One("Content-Security-Policy");
        Assert.Matches(@"^default-src 'self'; script-src 'self'( 'nonce-[0-9a-f]{32}')?; ", policy);
        Assert.All(new[] { "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'" }, part => Assert.Contains(part, policy, StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", One("X-Content-Type-Options"));
        Assert.Equal("DENY", One("X-Frame-Options"));
        Assert.Equal("same-origin", One("Referrer-Policy"));
        Assert.Equal("same-origin", One("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", One("Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", One("Permissions-Policy"), StringComparison.Ordinal);
        Assert.All(new[] { "Server", "X-Powered-By", "X-AspNet-Version", "Access-Control-Allow-Origin" }, name => Assert.False(answer.Headers.Contains(name), $"{name} at {path}"));

        // What people uploaded or models made is never taken for a page.
        if (path.Contains("/file", StringComparison.Ordinal) && answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        }

        Assert.DoesNotContain("svg", path.StartsWith("/api", StringComparison.Ordinal) ? kind : "", StringComparison.Ordinal);
    }

    // Each hole with an id that opens, so that bytes come and not only refusals.
    private IEnumerable<string> Paths(string door)
    {
        var (method, path) = (door.Split(' ')[0], door.Split(' ')[1]);
        if (method is not ("GET" or "ANY" or "PAGE"))
        {
            return [];
        }

        var noun = Regex.Match(path, "^/api/(artifact|run|model|dataset|board|evaluation|generation|job)").Groups[1].Value;
        var own = studio.World.Things.Where(t => t.Kind == noun).Take(noun == "artifact" ? 12 : 1).Select(t => t.Id).DefaultIfEmpty(Guid.CreateVersion7());
        return own.Select(id => Regex.Replace(path, @"\{[^}]*\}", hole =>
            hole.Value.Contains(":int", StringComparison.Ordinal) ? (path.Contains("/sheet", StringComparison.Ordinal) ? "1" : "0")
            : hole.Value.Contains("versionId", StringComparison.Ordinal) ? studio.World.Things.First(t => t.Kind == "version" && t.Of!.Id == id).Id.ToString()
            : hole.Value == "{**path}" ? "" : id.ToString()));
    }

    private static HttpRequestMessage Own(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return request;
    }
}
