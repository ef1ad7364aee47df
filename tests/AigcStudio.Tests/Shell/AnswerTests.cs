using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>What every answer carries, and how a refusal reads.</summary>
public sealed class AnswerTests(StudioApp studio) : IClassFixture<StudioApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/nothing-here")]
    [InlineData("/css/studio.css")]
    [InlineData("/health/live")]
    public async Task Every_answer_tells_the_browser_what_to_refuse(string path)
    {
        using var client = studio.Bare();
        using var answer = await client.GetAsync(path, Cancel);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.True(answer.Headers.Contains("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("en", "does not exist")]
    [InlineData("zh-CN", "不存在")]
    public async Task A_refusal_is_a_problem_with_a_code_and_a_sentence_in_the_readers_language(string language, string words)
    {
        using var client = await studio.ClientAsync(Role.Reviewer);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var answer = await client.GetAsync("/api/nothing-here", Cancel);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("refused.notFound", (string?)problem!["code"]);
        Assert.Contains(words, (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"count":1,"count":2}""")]
    [InlineData("""{"count":1,"settings":{"question":"when?","question":"who?"}}""")]
    public async Task A_body_that_says_a_thing_twice_is_refused(string body)
    {
        using var client = await studio.ClientAsync(Role.Creator);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync($"/api/models/{Guid.Empty}/draw", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("refused.unreadable", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["code"]);
    }

    [Fact]
    public async Task A_person_who_asks_for_what_is_not_there_gets_a_page()
    {
        using var client = await studio.ClientAsync(Role.Reviewer);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await client.GetAsync("/nowhere/at-all", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_names_each_check_and_live_asks_none()
    {
        using var nobody = studio.Bare();
        var live = await nobody.GetFromJsonAsync<JsonObject>("/health/live", Cancel);
        var ready = await nobody.GetFromJsonAsync<JsonObject>("/health/ready", Cancel);

        Assert.Empty(live!["checks"]!.AsObject());
        Assert.Equal(["database", "disk", "engine"], ready!["checks"]!.AsObject().Select(c => c.Key).Order());
        Assert.Equal("Healthy", (string?)ready["checks"]!["database"]);

        // No Engine lies beside the tests: the studio says so and serves on.
        Assert.Equal(("Degraded", "Degraded"), ((string?)ready["status"], (string?)ready["checks"]!["engine"]));
    }

    [Fact]
    public async Task Health_is_open_and_metrics_are_the_administrators()
    {
        using var nobody = studio.Bare();
        using var admin = await studio.ClientAsync(Role.Admin);

        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/health/live", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/health/ready", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/metrics", Cancel)).StatusCode);
        Assert.Contains("http_server", await admin.GetStringAsync("/metrics", Cancel), StringComparison.Ordinal);
    }
}
