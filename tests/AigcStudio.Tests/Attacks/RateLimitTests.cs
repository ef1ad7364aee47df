using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Tests.Shell;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>Whoever asks too often is told when to come back, and nobody else waits for them.</summary>
[Trait("Lane", "Slow")]
public sealed class RateLimitTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const string Missing = "01970000-0000-7000-8000-000000000000";

    private readonly StudioApp _studio = new() { More = services => services.AddSingleton<IStartupFilter, FromAddress>() };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    /// <param name="most">What may be sent at once, with what may wait.</param>
    [Theory]
    [InlineData("GET", "/api/keys", 1000)]
    [InlineData("POST", $"/api/datasets/{Missing}/files?name=a.png", 200)]
    [InlineData("POST", $"/api/models/{Missing}/play/way", 200)]
    [InlineData("POST", $"/api/models/{Missing}/replies", 200)]
    [InlineData("POST", $"/api/models/{Missing}/draw", 200)]
    [InlineData("POST", "/api/generations", 200)]
    [InlineData("POST", "/hubs/runs/negotiate?negotiateVersion=1", 1000)]
    public async Task A_person_who_asks_too_often_is_told_when_to_come_back_and_another_is_served(string method, string path, int most)
    {
        using var flood = await OpenAsync();
        using var other = await OpenAsync();

        await FloodAsync(flood, new HttpMethod(method), path, most, async () =>
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(other, new HttpMethod(method), path, Cancel)).Status));
    }

    [Theory]
    [InlineData("GET", "/guest/no-such-secret", 100)]
    [InlineData("GET", $"/guest/no-such-secret/media/{Missing}", 600)]
    [InlineData("GET", "/api/keys", 1000)]
    [InlineData("POST", "/sign-in", 10)]
    [InlineData("POST", "/invitation", 10)]
    public async Task An_address_that_asks_too_often_is_told_when_to_come_back_and_another_is_served(string method, string path, int most)
    {
        using var flood = From("203.0.113.7");
        using var other = From("203.0.113.8");

        await FloodAsync(flood, new HttpMethod(method), path, most, async () =>
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(other, new HttpMethod(method), path, Cancel)).Status));
    }

    [Fact]
    public async Task Whoever_has_a_whole_network_of_addresses_tries_no_more_passwords_than_whoever_has_one()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 1; i <= 12; i++)
        {
            using var one = From($"2001:db8:7:7::{i:x}");
            answers.Add((await SendAsync(one, HttpMethod.Post, "/sign-in", Cancel)).Status);
        }

        using var elsewhere = From("2001:db8:7:8::1");
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(elsewhere, HttpMethod.Post, "/sign-in", Cancel)).Status);
    }

    [Fact]
    public async Task Nobody_gets_another_address_by_saying_so()
    {
        using var one = From("203.0.113.9");
        var answers = new List<HttpStatusCode>();
        for (var i = 1; i <= 12; i++)
        {
            one.DefaultRequestHeaders.Remove("X-Forwarded-For");
            one.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{i}");
            answers.Add((await SendAsync(one, HttpMethod.Post, "/sign-in", Cancel)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Theory]
    [InlineData("play", 3)]
    [InlineData("play/keep", 4)]
    [InlineData("play/walk", 4)]
    public async Task What_takes_long_is_refused_with_a_time_to_come_back_where_enough_of_it_is_under_way(string act, int most)
    {
        using var flood = await OpenAsync();
        using var other = await OpenAsync();
        using var held = new Held();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        // Each holds its turn for as long as its body does not come to an end.
        var underWay = Enumerable.Range(0, most).Select(_ => flood.PostAsync($"/api/models/{Missing}/{act}", new SlowBody(held), stop.Token)).ToList();
        var answers = underWay.Concat(Enumerable.Range(0, 3).Select(_ => flood.PostAsync($"/api/models/{Missing}/{act}", new SlowBody(held), stop.Token))).ToList();
        var refused = await await Task.WhenAny(answers);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(other, HttpMethod.Post, $"/api/models/{Missing}/{act}", Cancel)).Status);
        await stop.CancelAsync();
    }

    private async Task FloodAsync(HttpClient client, HttpMethod method, string path, int most, Func<Task> meanwhile)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var asked = Enumerable.Range(0, (most * 3) + 20).Select(_ => SendAsync(client, method, path, stop.Token)).ToList();
        var left = asked.ToHashSet();
        (HttpStatusCode Status, RetryConditionHeaderValue? Wait, string Body) refused = (default, null, "");
        while (refused.Status != HttpStatusCode.TooManyRequests)
        {
            Assert.True(left.Count > 0, $"{method} {path}: none of {asked.Count} at once was refused.");
            var first = await Task.WhenAny(left);
            left.Remove(first);
            refused = await first;
        }

        await meanwhile();
        await stop.CancelAsync();
        Assert.True(refused.Wait?.Delta >= TimeSpan.FromSeconds(1), "It was not said when to come back.");
        if (path.StartsWith("/api", StringComparison.Ordinal))
        {
            Assert.Equal("refused.tooOften", (string?)JsonNode.Parse(refused.Body)!["code"]);
        }

        output.WriteLine($"{method} {path}: {asked.Count} at once, refused with Retry-After {refused.Wait!.Delta!.Value.TotalSeconds:0} s, another served meanwhile.");
    }

    private static async Task<(HttpStatusCode Status, RetryConditionHeaderValue? Wait, string Body)> SendAsync(HttpClient client, HttpMethod method, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = method == HttpMethod.Get ? null : path.Contains("/files", StringComparison.Ordinal) ? Bytes() : JsonContent.Create(new { count = 1 }),
        };
        using var answer = await client.SendAsync(request, cancel);
        return (answer.StatusCode, answer.Headers.RetryAfter, await answer.Content.ReadAsStringAsync(cancel));
    }

    // The door of uploads takes nothing else.
    private static ByteArrayContent Bytes()
    {
        var bytes = new ByteArrayContent([1, 2, 3]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return bytes;
    }

    private async Task<HttpClient> OpenAsync()
    {
        var browser = await _studio.BrowserAsync(Role.Creator);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    private HttpClient From(string address)
    {
        var client = _studio.Bare();
        client.DefaultRequestHeaders.Add(FromAddress.Header, address);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    private sealed class Held : IDisposable
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        public void Dispose() => _over.TrySetResult();
    }

    private sealed class SlowBody : HttpContent
    {
        private readonly Held _held;

        public SlowBody(Held held)
        {
            _held = held;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{"u8.ToArray());
            await stream.FlushAsync();
            await _held.Over;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
