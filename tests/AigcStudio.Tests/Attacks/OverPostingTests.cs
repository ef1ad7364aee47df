using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>
/// Every column of every table, sent along with every write that takes JSON: owner, role, state, hashes, times. What the door does not ask for
/// reaches no row.
/// </summary>
public sealed class OverPostingTests(StudioApp studio, ITestOutputHelper output) : IClassFixture<StudioApp>
{
    private const string Word = "over-posted";

    private static readonly Guid Evil = new("e711e711-e711-7e11-8e11-e711e711e711");
    private static readonly DateTimeOffset Once = new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_door_does_not_ask_for_reaches_no_row()
    {
        var person = await studio.PersonAsync(Role.Creator);
        using var creator = await StrangerAsync(person.Id);
        using var admin = await StrangerAsync((await studio.PersonAsync(Role.Admin)).Id);
        var colleague = await studio.PersonAsync(Role.Reviewer);
        var databases = studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var generation = await Shelf.LineageAsync(databases, person.Id, "c");
        var artifacts = await Shelf.FillAsync(databases, generation, 2);
        var extras = await ExtrasAsync(databases);
        await using (var forms = await databases.CreateDbContextAsync(Cancel))
        {
            var form = """{"kind":"image","Channels":1,"Height":4,"Width":4}""";
            await forms.Runs.ExecuteUpdateAsync(row => row.SetProperty(r => r.Form, form), Cancel);
        }

        var (sent, rows) = (0, 0);

        async Task<JsonNode?> SendAsync(HttpClient client, HttpMethod method, string path, object asked)
        {
            var body = JsonSerializer.SerializeToNode(asked, JsonSerializerOptions.Web)!.AsObject();
            foreach (var (name, value) in extras)
            {
                body.TryAdd(name, value.DeepClone());
            }

            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
            using var answer = await client.SendAsync(request, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
            sent++;

            // After each, because the next may write over what the one before let in.
            rows = await CleanAsync(databases, $"{method} {path}");
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }

        var dataset = await SendAsync(creator, HttpMethod.Post, "/api/datasets", new { name = "Tea", modality = "image", rights = new { statement = "Ours.", confirmed = true } });
        await SendAsync(creator, HttpMethod.Patch, $"/api/datasets/{dataset!["id"]}", new { name = "Tea", visibility = "Shared", rights = new { statement = "Ours.", confirmed = true } });
        var board = await SendAsync(creator, HttpMethod.Post, "/api/boards", new { name = "Board", parentId = (Guid?)null, visibility = "Shared" });
        await SendAsync(creator, HttpMethod.Patch, $"/api/boards/{board!["id"]}", new { name = "Board", visibility = "Shared", order = "Hand" });
        await SendAsync(creator, HttpMethod.Post, $"/api/boards/{board["id"]}/items", new { artifactIds = new[] { artifacts[0].Id } });
        await SendAsync(creator, HttpMethod.Post, $"/api/boards/{board["id"]}/move", new { parentId = (Guid?)null });
        await SendAsync(creator, HttpMethod.Put, "/api/boards/target", new { boardId = (Guid)board["id"]! });
        await SendAsync(creator, HttpMethod.Put, $"/api/artifacts/{artifacts[0].Id}/rating", new { stars = 4 });
        await SendAsync(creator, HttpMethod.Put, $"/api/artifacts/{artifacts[0].Id}/review", new { state = "Approved", comment = "Good." });
        await SendAsync(creator, HttpMethod.Post, "/api/artifacts/bulk", new { ids = new[] { artifacts[1].Id }, stars = 3, state = "Rejected", visibility = "Shared", trashed = (bool?)null });
        var comment = await SendAsync(creator, HttpMethod.Post, $"/api/artifacts/{artifacts[0].Id}/comments", new
        {
            text = "Here.",
            x = 0.5,
            y = 0.5,
            second = (double?)null,
            offset = (int?)null,
            replyToId = (Guid?)null,
        });
        await SendAsync(creator, HttpMethod.Patch, $"/api/comments/{comment!["id"]}", new { resolved = true });
        await SendAsync(creator, HttpMethod.Post, "/api/guest-links", new { artifactIds = new[] { artifacts[0].Id }, title = "Look", days = 14 });
        await SendAsync(creator, HttpMethod.Post, "/api/review/requests", new
        {
            artifactIds = new[] { artifacts[0].Id },
            personIds = new[] { colleague.Id },
            note = "Please.",
            dueAt = (DateTimeOffset?)null,
        });
        await SendAsync(creator, HttpMethod.Post, "/api/keys", new { name = "nightly", role = "Reviewer", days = 7 });
        await SendAsync(creator, HttpMethod.Patch, $"/api/runs/{generation.RunId}", new { name = "Run", visibility = "Shared" });
        await SendAsync(creator, HttpMethod.Post, "/api/notifications/read", new { ids = (Guid[]?)null });
        await SendAsync(admin, HttpMethod.Patch, $"/api/people/{colleague.Id}", new { role = "Creator", disabled = false });
        await SendAsync(admin, HttpMethod.Post, "/api/invitations", new { role = "Reviewer" });
        await SendAsync(admin, HttpMethod.Put, "/api/settings", new { name = "Nordlys", labelPolicy = "Eu" });
        await SendAsync(admin, HttpMethod.Put, "/api/storage/rules", new { trashDays = 30, uploadDays = 7, spareCheckpoints = true, bytesPerPerson = (long?)null, trainingsPerPerson = (int?)null });
        await SendAsync(admin, HttpMethod.Put, "/api/notifications/settings", new
        {
            address = "",
            mailHost = "",
            mailPort = 587,
            mailTls = true,
            mailUser = "",
            mailFrom = "",
            mailPassword = "",
            webhookUrl = "",
            webhookSecret = "",
            webhookInside = false,
        });

        await using var db = await databases.CreateDbContextAsync(Cancel);
        Assert.Equal(Role.Creator, (await db.People.SingleAsync(p => p.Id == person.Id, Cancel)).Role);
        Assert.Equal(RunState.Finished, (await db.Runs.SingleAsync(r => r.Id == generation.RunId, Cancel)).State);
        output.WriteLine($"{sent} writes with {extras.Count} properties that nobody asked for: in {rows} rows none of them.");
    }

    private static async Task<int> CleanAsync(IDbContextFactory<StudioDb> databases, string after)
    {
        await using var db = await databases.CreateDbContextAsync(Cancel);
        var rows = await Tables.RowsAsync(db, Cancel);
        foreach (var mark in new[] { Evil.ToString(), Convert.ToHexString(Evil.ToByteArray()), Word, Once.UtcTicks.ToString(CultureInfo.InvariantCulture), "2001-02-03" })
        {
            Assert.All(rows, row => Assert.False(row.Value.Contains(mark, StringComparison.OrdinalIgnoreCase), $"{after} put into {row.Key} what nobody asked for: {row.Value}"));
        }

        return rows.Count;
    }

    private async Task<HttpClient> StrangerAsync(Guid personId)
    {
        var browser = await studio.BrowserAsync(personId);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    // Of each column's name one value that is told again wherever it might turn up.
    private static async Task<IReadOnlyList<(string Name, JsonNode Value)>> ExtrasAsync(IDbContextFactory<StudioDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync(Cancel);
        var columns = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Select(p => (p.Name, Type: Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType));
        return [.. columns.Concat([(Name: "IsAdmin", Type: typeof(bool)), (Name: "Owner", Type: typeof(string)), (Name: "Viewer", Type: typeof(string))])
            .DistinctBy(c => c.Name)
            .Select(c => (JsonNamingPolicy.CamelCase.ConvertName(c.Name), ValueOf(c.Type)))
            .Where(c => c.Item2 is not null)
            .Select(c => (c.Item1, c.Item2!))];
    }

    private static JsonNode? ValueOf(Type type) =>
        type == typeof(Guid) ? JsonValue.Create(Evil)
        : type == typeof(string) ? JsonValue.Create(Word)
        : type == typeof(DateTimeOffset) ? JsonValue.Create(Once)
        : type == typeof(bool) ? JsonValue.Create(true)
        : type.IsEnum ? JsonValue.Create(Enum.GetNames(type)[^1])
        : type == typeof(Said) ? JsonValue.Create(Word)
        : null;
}
