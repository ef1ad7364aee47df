using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>The studio's API as a script uses it, with a bearer key made on the command line.</summary>
internal sealed class StudioApi : IDisposable
{
    private readonly HttpClient _client;

    private StudioApi(HttpClient client) => _client = client;

    /// <summary>The underlying client, for requests that mean to be refused.</summary>
    public HttpClient Client => _client;

    public static async Task<StudioApi> ForAsync(StudioProcess studio, string role)
    {
        var printed = await studio.CommandLineAsync("apikey", "create", "--name", $"{role}-tests", "--role", role);
        var key = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Last(line => !line.Contains(' ', StringComparison.Ordinal));
        var client = new HttpClient { BaseAddress = studio.Address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new StudioApi(client);
    }

    public async Task<JsonNode> GetAsync(string path) => await ReadAsync(await _client.GetAsync(path));

    public async Task<JsonNode> PostAsync(string path, object? body = null) => await ReadAsync(await _client.PostAsJsonAsync(path, body ?? new { }));

    public async Task<JsonNode> PutAsync(string path, object body) => await ReadAsync(await _client.PutAsJsonAsync(path, body));

    /// <summary>A dataset of some files, frozen; returns the version's id.</summary>
    public Task<Guid> MakeDatasetAsync(string name, params string[] files) => MakeDatasetAsync(name, "image", files);

    /// <param name="modality"><c>image</c>, <c>text</c>, <c>audio</c>.</param>
    public async Task<Guid> MakeDatasetAsync(string name, string modality, IReadOnlyList<string> files)
    {
        var dataset = await DraftAsync(name, modality);
        foreach (var file in files)
        {
            await using var stream = File.OpenRead(file);
            await UploadAsync(dataset, Path.GetFileName(file), stream);
        }

        return await FreezeAsync(dataset);
    }

    public async Task<Guid> DraftAsync(string name, string modality = "image") =>
        (await PostAsync("/api/datasets", new { name, modality, rights = new { statement = "Made for tests.", confirmed = true } }))["id"]!
            .GetValue<Guid>();

    public async Task UploadAsync(Guid dataset, string name, Stream stream)
    {
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await ReadAsync(await _client.PostAsync($"/api/datasets/{dataset}/files?name={Uri.EscapeDataString(name)}", content));
    }

    /// <summary>Freezes and waits for the import.</summary>
    public async Task<Guid> FreezeAsync(Guid dataset)
    {
        await PostAsync($"/api/datasets/{dataset}/freeze");
        JsonNode? version = null;
        await Eventually.TrueAsync(
            async () =>
            {
                version = (await GetAsync($"/api/datasets/{dataset}"))["versions"]![0]!;
                return version["import"]?["failure"] is { } failure
                    ? throw new InvalidOperationException(failure.ToJsonString())
                    : version["frozenAt"] is not null;
            },
            TimeSpan.FromMinutes(5), () => $"The import did not end: {version}");
        return version!["id"]!.GetValue<Guid>();
    }

    public async Task<Guid> QueueRunAsync(object recipe)
    {
        var queued = await PostAsync("/api/runs", recipe);
        return queued["id"]!.GetValue<Guid>();
    }

    public Task<JsonNode> RunAsync(Guid run) => GetAsync($"/api/runs/{run}");

    /// <summary>Draws from a run's newest checkpoint and waits; returns the artifacts' ids.</summary>
    public async Task<IReadOnlyList<Guid>> DrawAsync(Guid run, int count, JsonObject? settings = null)
    {
        var generation = (await PostAsync("/api/generations", new { runId = run, count, seed = 1, settings }))["id"]!.GetValue<Guid>();
        JsonNode? seen = null;
        await Eventually.TrueAsync(
            async () => (seen = await GetAsync($"/api/generations/{generation}"))["artifacts"]!.AsArray().Count == count,
            TimeSpan.FromMinutes(2), () => $"The draw did not end: {seen}");
        return [.. seen!["artifacts"]!.AsArray().Select(a => a!.GetValue<Guid>())];
    }

    /// <summary>Waits until a run is in one of the states.</summary>
    public async Task<JsonNode> WaitForRunAsync(Guid run, TimeSpan limit, params string[] states)
    {
        JsonNode? seen = null;
        await Eventually.TrueAsync(
            async () =>
            {
                seen = await RunAsync(run);
                return states.Contains(seen["state"]!.ToString(), StringComparer.OrdinalIgnoreCase);
            },
            limit, () => $"The run did not become {string.Join(" or ", states)}: {seen}");
        return seen!;
    }

    public void Dispose() => _client.Dispose();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text.Length == 0 ? "{}" : text)!
                : throw new InvalidOperationException($"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath}: {(int)response.StatusCode} {text}");
        }
    }
}
