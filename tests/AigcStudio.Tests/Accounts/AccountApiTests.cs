using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Shell;
using Xunit;

namespace AigcStudio.Tests.Accounts;

public sealed class AccountApiTests(StudioApp studio) : IClassFixture<StudioApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_listed_loses_a_role_and_is_shut_out_by_script()
    {
        using var admin = await studio.ClientAsync(Role.Admin);
        var person = await studio.PersonAsync(Role.Creator);

        await ExpectAsync(HttpStatusCode.NoContent, await admin.PatchAsJsonAsync($"/api/people/{person.Id}", new { role = "Reviewer", disabled = true }, Cancel));

        var listed = (await admin.GetFromJsonAsync<JsonObject>("/api/people", Cancel))!["items"]!.AsArray()
            .Single(p => (Guid)p!["id"]! == person.Id)!;
        Assert.Equal(("reviewer", true), ((string)listed["role"]!, (bool)listed["disabled"]!));
        Assert.Null(listed["passwordHash"]);
    }

    [Fact]
    public async Task An_invitation_is_a_link_that_opens()
    {
        using var admin = await studio.ClientAsync(Role.Admin);

        var link = (string)(await PostAsync(admin, "/api/invitations", new { role = "Reviewer" }))["link"]!;
        var page = await studio.Bare().GetStringAsync(new Uri(link).PathAndQuery, Cancel);

        Assert.Contains("id=\"password\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_made_by_a_key_works_is_listed_without_its_secret_and_ends()
    {
        using var creator = await studio.ClientAsync(Role.Creator);

        var secret = (string)(await PostAsync(creator, "/api/keys", new { name = "nightly", role = "Reviewer", days = 7 }))["secret"]!;
        using var made = studio.Bare();
        made.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        var before = await made.GetAsync("/api/artifacts", Cancel);
        var listed = await creator.GetFromJsonAsync<JsonObject>("/api/keys", Cancel);
        var key = listed!["items"]!.AsArray().Single(k => (string)k!["name"]! == "nightly")!;
        await ExpectAsync(HttpStatusCode.NoContent, await creator.DeleteAsync($"/api/keys/{(Guid)key["id"]!}", Cancel));

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.DoesNotContain(secret, listed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await made.GetAsync("/api/artifacts", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("""{"name": " "}""", "apikeys.nameless")]
    [InlineData("""{"name": "long", "days": 366}""", "apikeys.lifetime")]
    [InlineData("""{"name": "wide", "role": "Admin"}""", "refused.notAllowed")]
    public async Task A_key_that_cannot_be_is_refused_in_words(string body, string code)
    {
        using var creator = await studio.ClientAsync(Role.Creator);

        var answer = await creator.PostAsync("/api/keys", new StringContent(body, null, "application/json"), Cancel);

        Assert.Equal(code, (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["code"]!);
    }

    [Fact]
    public async Task A_repeated_request_does_the_work_once_and_its_secret_is_kept_nowhere()
    {
        using var creator = await studio.ClientAsync(Role.Creator);
        creator.DefaultRequestHeaders.Add(IdempotentPosts.Header, "once");

        var first = await PostAsync(creator, "/api/keys", new { name = "repeated" });
        var second = await PostAsync(creator, "/api/keys", new { name = "repeated" });

        Assert.NotNull(first["secret"]);
        Assert.Null(second["secret"]);
        Assert.Single((await creator.GetFromJsonAsync<JsonObject>("/api/keys", Cancel))!["items"]!.AsArray(), k => (string)k!["name"]! == "repeated");
    }

    [Fact]
    public async Task Settings_change_and_the_audit_log_tells_of_it()
    {
        using var admin = await studio.ClientAsync(Role.Admin);

        await ExpectAsync(HttpStatusCode.NoContent, await admin.PutAsJsonAsync("/api/settings", new { name = "Nordlys", labelPolicy = "Eu" }, Cancel));

        var settings = await admin.GetFromJsonAsync<JsonObject>("/api/settings", Cancel);
        var newest = (await admin.GetFromJsonAsync<JsonObject>("/api/audit?take=200", Cancel))!["items"]!.AsArray();
        var verdict = await admin.GetFromJsonAsync<JsonObject>("/api/audit/verdict", Cancel);
        Assert.Equal(("Nordlys", "eu"), ((string)settings!["name"]!, (string)settings["labelPolicy"]!));
        Assert.Contains(newest, e => (string)e!["act"]! == "settings.changed");
        Assert.True((bool)verdict!["whole"]!);
    }

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync(path, body, Cancel);
        await ExpectAsync(HttpStatusCode.OK, answer);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
    }

    private static async Task ExpectAsync(HttpStatusCode status, HttpResponseMessage answer) =>
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
}
