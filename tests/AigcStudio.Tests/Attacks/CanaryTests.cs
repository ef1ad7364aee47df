using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Accounts;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>
/// Secrets sent through everything that takes one: afterwards none of them stands, in clear or lightly wrapped, in any file of the data root, any row,
/// any log line or any answer to an administrator.
/// </summary>
public sealed class CanaryTests(StudioApp studio, ITestOutputHelper output) : IClassFixture<StudioApp>
{
    private readonly Dictionary<string, string> _secrets = new()
    {
        ["password"] = "canary lamp under seven bridges",
        ["new password"] = "canary boat over eleven rivers",
        ["wrong password"] = "canary guess of somebody else",
        ["password in the wrong field"] = "canary-in-the-wrong-field-9137",
        ["SMTP password"] = "canary-smtp-5f2e91c07a",
        ["webhook secret"] = "canary-webhook-8d1b64e3f2",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_that_went_through_the_studio_is_found_in_it()
    {
        await UseEverythingAsync();
        var needles = _secrets.SelectMany(s => Guises(s.Value).Select(g => (s.Key, Bytes: g))).ToList();
        var (places, bytes) = (0, 0L);
        var found = new List<string>();
        void Look(string where, byte[] there)
        {
            (places, bytes) = (places + 1, bytes + there.LongLength);
            found.AddRange(needles.Where(n => there.AsSpan().IndexOf(n.Bytes) >= 0).Select(n => $"{n.Key} in {where}"));
        }

        await using (var db = await studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel))
        {
            foreach (var row in await Tables.RowsAsync(db, Cancel))
            {
                Look($"a row of {row.Key}", Encoding.UTF8.GetBytes(row.Value));
            }
        }

        // A connection is held: other tests clear the pools, and with its last one the write-ahead log goes while it is looked at.
        await using var held = await studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        await held.Database.OpenConnectionAsync(Cancel);
        foreach (var file in Directory.EnumerateFiles(studio.Services.GetRequiredService<StudioFolders>().Root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            Look(file, await ReadAsync(file));
        }

        foreach (var line in studio.Lines.All)
        {
            Look("a log line", Encoding.UTF8.GetBytes(line));
        }

        using var admin = await studio.ClientAsync(Role.Admin);
        foreach (var path in RoleMatrix.Doors.Keys.Where(d => Regex.IsMatch(d, @"^(GET|ANY) /(api|openapi|metrics|scalar/v1|health)") && !d.Contains(":guid", StringComparison.Ordinal)).Select(d => d.Split(' ')[1].Replace("{documentName}", "v1", StringComparison.Ordinal)))
        {
            Look(path, await (await admin.GetAsync(path, Cancel)).Content.ReadAsByteArrayAsync(Cancel));
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
        output.WriteLine($"{_secrets.Count} secrets in {needles.Count} guises, {places} places, {bytes} bytes: 0 bytes leaked.");
        Assert.True(places > 100 && _secrets.Count >= 12, $"Only {places} places and {_secrets.Count} secrets.");
    }

    private async Task UseEverythingAsync()
    {
        using var browser = studio.CreateClient(new() { AllowAutoRedirect = false });
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var first = await studio.Services.GetRequiredService<Invitations>().CreateFirstAsync(TimeSpan.FromHours(1), Cancel);
        _secrets["first link"] = first!;
        await SubmitAsync(browser, $"/invitation?token={first}", "invitation", ("Given.Name", "Ada"), ("Given.Email", "ada@example.org"), ("Given.Password", _secrets["password"]));
        await SubmitAsync(browser, "/sign-in", "sign-in", ("Given.Email", "ada@example.org"), ("Given.Password", _secrets["wrong password"]));
        await SubmitAsync(browser, "/sign-in", "sign-in", ("Given.Email", _secrets["password in the wrong field"]), ("Given.Password", _secrets["password"]));
        var entered = await SubmitAsync(browser, "/sign-in", "sign-in", ("Given.Email", "ada@example.org"), ("Given.Password", _secrets["password"]));
        _secrets["cookie"] = entered.Headers.GetValues("Set-Cookie").First(c => c.Contains("person", StringComparison.Ordinal)).Split('=', 2)[1].Split(';')[0];
        await SubmitAsync(browser, "/account/password", "password", ("Given.Present", _secrets["password"]), ("Given.Next", _secrets["new password"]));

        var person = (await studio.Services.GetRequiredService<People>().FindAsync("ada@example.org", Cancel))!;
        using var ada = await studio.BrowserAsync(person.PersonId);
        ada.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        _secrets["API key"] = (string)(await SendAsync(ada, HttpMethod.Post, "/api/keys", new { name = "canary" }))!["secret"]!;
        _secrets["invitation"] = LastOf((string)(await SendAsync(ada, HttpMethod.Post, "/api/invitations", new { role = "Reviewer" }))!["link"]!, '=');
        await studio.Bare().GetAsync($"/invitation?token={_secrets["invitation"]}", Cancel);
        await SendAsync(ada, HttpMethod.Put, "/api/notifications/settings", new
        {
            address = "https://studio.example.org",
            mailHost = "127.0.0.1",
            mailPort = 1,
            mailTls = false,
            mailUser = "ada",
            mailFrom = "studio@example.org",
            mailPassword = _secrets["SMTP password"],
            webhookUrl = "https://127.0.0.1:1/hook",
            webhookSecret = _secrets["webhook secret"],
            webhookInside = true,
        });
        await SendAsync(ada, HttpMethod.Post, "/api/notifications/settings/test-mail", new { });
        await SendAsync(ada, HttpMethod.Post, "/api/notifications/settings/test-webhook", new { });
        await BearAsync(_secrets["API key"]);
        await BearAsync("aigc_" + (_secrets["wrong key"] = "canary-key-that-nobody-made-41"));
        await BeGuestAsync(ada, person);
    }

    private async Task BearAsync(string key)
    {
        using var script = studio.Bare();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var path in new[] { "/api/artifacts", "/api/nothing-here", "/openapi/v1.json", "/metrics", "/hubs/runs" })
        {
            await script.GetAsync(path, Cancel);
        }

        await script.PostAsync("/hubs/runs/negotiate?negotiateVersion=1", null, Cancel);
    }

    private async Task BeGuestAsync(HttpClient ada, Viewer person)
    {
        var databases = studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        using var words = new MemoryStream("Nothing of note."u8.ToArray());
        var hash = (await studio.Services.GetRequiredService<BlobStore>().AddAsync(words, Cancel)).Hash.Hex;
        var artifact = (await Shelf.FillAsync(databases, await Shelf.LineageAsync(databases, person.PersonId, "c"), 1, hash: _ => hash, kind: _ => Modality.Text))[0].Id;
        var link = new Uri((string)(await SendAsync(ada, HttpMethod.Post, "/api/guest-links", new { artifactIds = new[] { artifact }, title = "Look" }))!["link"]!).AbsolutePath;
        _secrets["guest link"] = LastOf(link, '/');
        using var guest = studio.CreateClient(new() { AllowAutoRedirect = false });
        guest.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var entered = await SubmitAsync(guest, link, "guest-name", ("Newcomer.Name", "Carla"));
        _secrets["guest"] = entered.Headers.GetValues("Set-Cookie").First(c => c.Contains("guest", StringComparison.Ordinal)).Split('=', 2)[1].Split(';')[0];
        await SubmitAsync(guest, $"{link}?at=1", "guest-rate", ("Verdict.Id", $"{artifact}"), ("Verdict.Words", "Fine."), ("Verdict.Stars", "4"));
        await guest.GetAsync($"{link}/media/{artifact}", Cancel);
    }

    private static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string page, string handler, params (string Name, string Value)[] fields)
    {
        var token = Regex.Match(await browser.GetStringAsync(page, Cancel), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("_handler", handler)).Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        var answer = await browser.PostAsync(page, form, Cancel);
        Assert.True((int)answer.StatusCode < 400, $"{page}: {(int)answer.StatusCode}");
        return answer;
    }

    // Each with a key, so that the answers that are kept for a repetition are looked at too.
    private static async Task<JsonNode?> SendAsync(HttpClient client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", "canary");
        using var answer = await client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static string LastOf(string text, char before) => text[(text.LastIndexOf(before) + 1)..];

    private static IEnumerable<byte[]> Guises(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        yield return plain;
        yield return Encoding.Unicode.GetBytes(secret);
        yield return Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret));
        yield return Encoding.UTF8.GetBytes(secret.Replace(' ', '+'));
        yield return Encoding.UTF8.GetBytes(Convert.ToBase64String(plain).TrimEnd('='));
        yield return Encoding.UTF8.GetBytes(Base64Url.EncodeToString(plain));
        yield return Encoding.UTF8.GetBytes(Convert.ToHexString(plain));
        yield return Encoding.UTF8.GetBytes(Convert.ToHexStringLower(plain));
        yield return [.. plain.Reverse()];
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }
}
