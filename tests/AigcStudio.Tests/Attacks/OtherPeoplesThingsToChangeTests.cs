using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>Every write of the API with the ids of other people's things, in the path and in the body: answered like a missing one, and nothing is changed.</summary>
public sealed class OtherPeoplesThingsToChangeTests(WorldStudio studio, ITestOutputHelper output) : IClassFixture<WorldStudio>
{
    private static readonly Guid Missing = new("01970000-0000-7000-8000-000000000000");

    // What grows by being asked at all: who was here, which answer was kept.
    private static readonly string[] Own = ["SignIns", "Audit", "AuditHead", "IdempotentReplies", "sqlite_sequence", "__EFMigrationsHistory", "__EFMigrationsLock"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_to_the_id_of_anothers_thing_answers_as_one_to_an_id_that_nothing_has_and_changes_nothing()
    {
        var before = await TablesAsync();
        var asked = 0;
        foreach (var (role, person, browser) in studio.Curious)
        {
            var samples = studio.World.ClosedTo(person).GroupBy(t => t.Kind).SelectMany(kind => kind.Take(2)).ToList();
            foreach (var (method, path) in WorldStudio.DoorsFor(role, m => m != "GET").Where(d => d.Path.Contains(":guid", StringComparison.Ordinal)))
            {
                var missing = await WriteAsync(browser, method, path, Missing);
                foreach (var thing in samples)
                {
                    asked++;
                    var answer = await WriteAsync(browser, method, path, thing.Id);
                    Assert.True(answer == missing, $"{method} {path} tells a {role} that there is a {thing.Kind}: {answer} and not {missing}.");
                    Assert.True((int)answer.Status < 500, $"{method} {path}: {answer}");
                }
            }
        }

        await NothingChangedAsync(before);
        output.WriteLine($"{asked} writes to other people's things by {studio.Curious.Count} roles: every answer as for a missing one, 0 of {before.Count} tables changed.");
        Assert.True(asked > 1000, $"Only {asked} were tried.");
    }

    [Fact]
    public async Task An_id_of_anothers_thing_in_a_body_answers_as_one_that_nothing_has_and_changes_nothing()
    {
        var before = await TablesAsync();
        var asked = 0;
        foreach (var (role, person, browser) in studio.Curious)
        {
            var own = studio.World.Things.Where(t => t.OwnerId == person).ToLookup(t => t.Kind);
            foreach (var (least, method, path, body) in Bodies(kind => kind == "person" ? person : own[kind].First().Id).Where(b => role >= b.Least))
            {
                var missing = await browser.AnswerAsync(method, path, body(Missing));
                foreach (var thing in studio.World.ClosedTo(person).GroupBy(t => t.Kind).SelectMany(kind => kind.Take(2)))
                {
                    asked++;
                    var answer = await browser.AnswerAsync(method, path, body(thing.Id));
                    Assert.True(answer == missing, $"{method} {path} tells a {role} that there is a {thing.Kind}: {answer} and not {missing}.");
                }

                Assert.True((int)missing.Status is >= 400 and < 500 || missing.Body.Contains('0'), $"{method} {path} took a missing id: {missing}");
            }
        }

        await NothingChangedAsync(before);
        output.WriteLine($"{asked} bodies with other people's ids: every answer as for a missing one, 0 tables changed.");
    }

    private static IEnumerable<(Core.Accounts.Role Least, HttpMethod Method, string Path, Func<Guid, HttpContent> Body)> Bodies(Func<string, Guid> own)
    {
        const Core.Accounts.Role Reviewer = Core.Accounts.Role.Reviewer, Creator = Core.Accounts.Role.Creator;
        yield return (Reviewer, HttpMethod.Post, "/api/artifacts/bulk", id => JsonContent.Create(new { ids = new[] { id }, stars = 4 }));
        yield return (Reviewer, HttpMethod.Post, "/api/artifacts/bulk", id => JsonContent.Create(new { ids = new[] { id }, state = "Approved" }));
        yield return (Reviewer, HttpMethod.Post, "/api/artifacts/bulk", id => JsonContent.Create(new { ids = new[] { id }, visibility = "Shared" }));
        yield return (Reviewer, HttpMethod.Post, "/api/artifacts/bulk", id => JsonContent.Create(new { ids = new[] { id }, trashed = true }));
        yield return (Reviewer, HttpMethod.Post, "/api/artifacts/zip", id => new FormUrlEncodedContent([KeyValuePair.Create("ids", $"{own("artifact")},{id}")]));
        yield return (Reviewer, HttpMethod.Post, "/api/duels", id => JsonContent.Create(new { leftId = id, rightId = own("artifact"), verdict = "Left" }));
        yield return (Reviewer, HttpMethod.Post, $"/api/artifacts/{own("artifact")}/comments", id => JsonContent.Create(new { text = "An answer.", replyToId = id }));
        yield return (Reviewer, HttpMethod.Post, "/api/notifications/read", id => JsonContent.Create(new { ids = new[] { id } }));
        yield return (Creator, HttpMethod.Post, "/api/guest-links", id => JsonContent.Create(new { artifactIds = new[] { own("artifact"), id }, title = "Look" }));
        yield return (Creator, HttpMethod.Post, "/api/review/requests", id => JsonContent.Create(new { artifactIds = new[] { id }, personIds = new[] { own("person") } }));
        yield return (Creator, HttpMethod.Post, "/api/boards", id => JsonContent.Create(new { name = "Mine", parentId = id }));
        yield return (Creator, HttpMethod.Put, "/api/boards/target", id => JsonContent.Create(new { boardId = id }));
        yield return (Creator, HttpMethod.Post, $"/api/boards/{own("board")}/items", id => JsonContent.Create(new { artifactIds = new[] { id } }));
        yield return (Creator, HttpMethod.Post, $"/api/boards/{own("board")}/move", id => JsonContent.Create(new { parentId = id }));
        yield return (Creator, HttpMethod.Post, "/api/runs", id => JsonContent.Create(new { datasetVersionId = id, familyId = "ImageGan", preset = "quick" }));
        yield return (Creator, HttpMethod.Post, "/api/runs/estimate", id => JsonContent.Create(new { datasetVersionId = id, familyId = "ImageGan", preset = "quick" }));
        yield return (Creator, HttpMethod.Post, "/api/generations", id => JsonContent.Create(new { modelId = id, count = 1 }));
        yield return (Creator, HttpMethod.Post, "/api/generations", id => JsonContent.Create(new { runId = id, count = 1 }));
        yield return (Creator, HttpMethod.Post, "/api/generations", id => JsonContent.Create(new { modelId = own("model"), count = 1, boardId = id }));
        yield return (Creator, HttpMethod.Post, $"/api/runs/{own("run")}/publish", id => JsonContent.Create(new { checkpointId = id }));
    }

    private static Task<(HttpStatusCode Status, string? Type, string Body)> WriteAsync(HttpClient browser, HttpMethod method, string path, Guid id)
    {
        var filled = Regex.Replace(path, @"\{[^}]*\}", m => m.Value.Contains(":int", StringComparison.Ordinal) ? "0" : id.ToString());
        HttpContent? body = method == HttpMethod.Delete ? null
            : path.EndsWith("/files", StringComparison.Ordinal) ? new ByteArrayContent([1, 2, 3])
            : JsonContent.Create(BodyOf(path, id));
        return browser.AnswerAsync(method, path.EndsWith("/files", StringComparison.Ordinal) && method == HttpMethod.Post ? $"{filled}?name=a.png" : filled, body);
    }

    // Enough for each door to get as far as the thing itself; what is not asked for there is not read.
    private static object BodyOf(string path, Guid id) => new
    {
        name = "Mine now",
        visibility = "Shared",
        stars = 5,
        state = "Approved",
        text = "Mine now",
        resolved = true,
        rank = 1,
        count = 32,
        question = "Whose is it?",
        artifactIds = new[] { id },
        codes = new[] { new { values = new[] { 0.0 } } },
        stops = new[] { new { values = new[] { 0.0 } }, new { values = new[] { 1.0 } } },
        ways = new[] { 0.0 },
        values = new[] { 0.0 },
        operation = path,
    };

    private async Task NothingChangedAsync(IReadOnlyDictionary<string, string> before)
    {
        var after = await TablesAsync();
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
    }

    private async Task<IReadOnlyDictionary<string, string>> TablesAsync()
    {
        await using var db = await studio.DbAsync();
        return (await Tables.RowsAsync(db, Cancel)).Where(r => !Own.Contains(r.Key)).GroupBy(r => r.Key).ToDictionary(g => g.Key, g => string.Join('\n', g.Select(r => r.Value)));
    }
}
