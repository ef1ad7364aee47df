using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Datasets;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>
/// Scripts in every text that people can write, sent by the API: they come back as the words that they are, in an answer that no browser takes for a
/// page. That no page runs one is looked at in a browser.
/// </summary>
public sealed class ScriptTests(StudioApp studio, ITestOutputHelper output) : IClassFixture<StudioApp>
{
    private static readonly string[] Payloads =
    [
        "<script>attack()</script>",
        "\"><img src=x onerror=attack()>",
        "'-attack()-'",
        "javascript:attack()",
        "</title><svg onload=attack()>",
        "{{constructor.constructor('attack()')()}}",
        "&lt;script&gt;attack()&lt;/script&gt;",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_in_any_text_comes_back_as_words_and_never_as_a_page()
    {
        var person = await studio.PersonAsync(Role.Admin);
        using var client = await studio.BrowserAsync(person.Id);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var (written, looked) = (0, 0);
        foreach (var payload in Payloads)
        {
            var paths = await WriteAsync(client, person.Id, payload);
            written += paths.Count;
            foreach (var path in paths.Concat(["/api/audit?take=200", "/api/people", "/api/keys/all", "/api/settings", "/api/artifacts", "/api/runs", "/api/models", "/api/jobs", "/api/guest-links", $"/api/runs?search={Uri.EscapeDataString(payload)}"]))
            {
                using var answer = await client.GetAsync(path, Cancel);
                var body = await answer.Content.ReadAsStringAsync(Cancel);
                looked++;
                Assert.True(answer.IsSuccessStatusCode, $"{path}: {body}");
                Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
                Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
                Assert.DoesNotMatch("<script|<img|<svg", body);
            }
        }

        output.WriteLine($"{Payloads.Length} payloads in {written} texts, {looked} answers looked at: none a page, none with a tag in it.");
    }

    [Theory]
    [InlineData("/sign-in?returnUrl=")]
    [InlineData("/invitation?token=")]
    [InlineData("/nowhere/")]
    [InlineData("/guest/")]
    public async Task A_script_in_an_address_comes_back_encoded_if_at_all(string page)
    {
        using var client = await studio.BrowserAsync(Role.Admin);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        foreach (var payload in Payloads)
        {
            using var answer = await client.GetAsync(page + Uri.EscapeDataString(payload), Cancel);
            var body = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.DoesNotMatch(@"<script>attack|<img src=x|<svg onload", body);
            Assert.DoesNotMatch(@"(href|action|src)=""javascript:", body);
        }
    }

    [Fact]
    public async Task What_guests_see_and_files_are_called_holds_no_script()
    {
        var person = await studio.PersonAsync(Role.Creator);
        using var client = await studio.BrowserAsync(person.Id);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        foreach (var payload in Payloads)
        {
            var artifact = await TextAsync(person.Id, payload);
            using var file = await client.GetAsync($"/api/artifacts/{artifact}/file", Cancel);
            Assert.Equal(("attachment", "text/plain"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentType!.MediaType));
            Assert.DoesNotMatch("[<>\"\\r\\n]", file.Content.Headers.ContentDisposition.FileNameStar ?? "");

            using var made = await client.PostAsJsonAsync("/api/guest-links", new { artifactIds = new[] { artifact }, title = payload }, Cancel);
            var link = new Uri((string)(await made.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["link"]!).AbsolutePath;
            using var guest = studio.CreateClient();
            guest.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            var door = await guest.GetStringAsync(link, Cancel);
            using var entered = await guest.PostAsync(link, Reviews.ReviewApiTests.FormOf(door, ("Newcomer.Name", payload)), Cancel);
            var inside = await guest.GetStringAsync($"{link}?at=1", Cancel);
            var overview = await guest.GetStringAsync($"{link}?at=0", Cancel);
            Assert.All(new[] { door, inside, overview }, page => Assert.DoesNotMatch(@"<script>attack|<img src=x|<svg onload", page));
            Assert.Contains(payload[..5] is "javas" or "'-att" ? "attack()" : "&", inside, StringComparison.Ordinal);
        }
    }

    // Each text field of the API; the addresses where they come back.
    private async Task<IReadOnlyList<string>> WriteAsync(HttpClient client, Guid person, string payload)
    {
        async Task<JsonNode?> SendAsync(HttpMethod method, string path, object body)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? JsonContent.Create(body) };
            using var answer = await client.SendAsync(request, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }

        var dataset = $"/api/datasets/{(await SendAsync(HttpMethod.Post, "/api/datasets", new { name = payload, modality = "image", rights = new { statement = payload, confirmed = true } }))!["id"]}";
        using var bytes = new ByteArrayContent(PlainMedia.Picture(1, 4, 4));
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await SendAsync(HttpMethod.Post, $"{dataset}/files?name={Uri.EscapeDataString(payload + ".png")}", bytes);
        var board = $"/api/boards/{(await SendAsync(HttpMethod.Post, "/api/boards", new { name = payload }))!["id"]}";
        var artifact = $"/api/artifacts/{await TextAsync(person, payload)}";
        var run = $"/api/runs/{(await SendAsync(HttpMethod.Get, artifact, new { }))!["tile"]!["runId"]}";
        await SendAsync(HttpMethod.Patch, run, new { name = payload });
        await SendAsync(HttpMethod.Put, $"{artifact}/review", new { state = "Approved", comment = payload });
        await SendAsync(HttpMethod.Post, $"{artifact}/comments", new { text = payload, offset = 0 });
        await SendAsync(HttpMethod.Post, "/api/keys", new { name = payload });
        await SendAsync(HttpMethod.Put, "/api/settings", new { name = payload, labelPolicy = "Eu" });
        await SendAsync(HttpMethod.Post, "/api/guest-links", new { artifactIds = new[] { artifact.Split('/')[^1] }, title = payload });
        return [dataset, $"{dataset}/files", "/api/datasets", board, "/api/boards", artifact, $"{artifact}/text", run, $"{artifact}/reviews", $"{artifact}/comments", "/api/keys"];
    }

    private async Task<Guid> TextAsync(Guid person, string payload)
    {
        var databases = studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        using var words = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(payload));
        var hash = (await studio.Services.GetRequiredService<BlobStore>().AddAsync(words, Cancel)).Hash.Hex;
        var generation = await Shelf.LineageAsync(databases, person, "c");
        await using var db = await databases.CreateDbContextAsync(Cancel);
        var form = """{"kind":"image","Channels":1,"Height":4,"Width":4}""";
        await db.Runs.Where(r => r.Id == generation.RunId).ExecuteUpdateAsync(row => row.SetProperty(r => r.Form, form), Cancel);
        return (await Shelf.FillAsync(databases, generation, 1, hash: _ => hash, kind: _ => Modality.Text, label: payload))[0].Id;
    }
}
