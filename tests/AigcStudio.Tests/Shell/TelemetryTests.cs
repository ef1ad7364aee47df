using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Tests.Datasets;
using AigcStudio.Tests.Notifications;
using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>What operators are told: to a collector where one is named, and to a scraper with an administrator's key.</summary>
[Collection(nameof(LoneStudio))]
public sealed class TelemetryTests
{
    private const string Secret = "a-secret-in-a-path";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_named_collector_gets_spans_figures_and_log_lines_of_a_job_and_no_secret_of_a_path()
    {
        using var collector = new Receiver();
        await using (var studio = new ServedStudio(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", new Uri(collector.Address).GetLeftPart(UriPartial.Authority)),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "300")))
        {
            var job = await ImportAsync(studio);
            using var nobody = studio.CreateClient();
            await nobody.GetAsync($"/guest/{Secret}", Cancel);
            await HeardAsync("/v1/traces", "job Import");
            await HeardAsync("/v1/traces", "blob write");
            await HeardAsync("/v1/traces", "/guest/{");
            await HeardAsync("/v1/metrics", "aigc.job.duration");
            await HeardAsync("/v1/logs", job.ToString());
        }

        Assert.Empty(collector.Posts.Where(p => Holds(p.Body, Secret)).Select(p => p.Path));

        async Task HeardAsync(string path, string words)
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            late.CancelAfter(TimeSpan.FromSeconds(60));
            try
            {
                await Wait.UntilAsync(() => collector.Posts.Any(p => p.Path == path && Holds(p.Body, words)), late.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"No '{words}' at {path}: {string.Join(", ", collector.Posts.Select(p => $"{p.Path} {p.Body.Length}"))}");
            }
        }
    }

    [Fact]
    public async Task A_scraper_reads_how_jobs_went_and_what_waits()
    {
        await using var studio = new ServedStudio();
        await ImportAsync(studio);
        using var scraper = await studio.ClientAsync(Role.Admin);
        var text = "";
        await Wait.UntilAsync(
            async () => (text = await scraper.GetStringAsync("/metrics", Cancel)).Contains("aigc_job_duration_seconds_count", StringComparison.Ordinal), Cancel);

        var ended = text.Split('\n').Single(l => l.StartsWith("aigc_job_duration_seconds_count", StringComparison.Ordinal) && l.Contains("Import", StringComparison.Ordinal));
        Assert.Matches("ending=\"Succeeded\".*\\} 1\\b", ended);
        Assert.Matches("aigc_jobs_waiting\\{[^}]*kind=\"Train\"[^}]*\\} 0", text);
        foreach (var name in new[] { "aigc_run_watchers", "aigc_run_pace", "aigc_engine_running", "aigc_blobs_taken", "signalr_server_active_connections|http_server_request_duration" })
        {
            Assert.Matches(name, text);
        }
    }

    [Fact]
    public async Task What_nobody_has_used_yet_stands_at_nought_instead_of_missing()
    {
        await using var studio = new ServedStudio();
        using var scraper = await studio.ClientAsync(Role.Admin);

        var text = await scraper.GetStringAsync("/metrics", Cancel);

        Assert.Matches("aigc_engine_running[^\n]*\\} 0\\n", text);
        Assert.Matches("aigc_run_watchers[^\n]*\\} 0\\n", text);
    }

    private static bool Holds(byte[] body, string words) => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;

    // A dataset of twelve pictures, frozen; returns the dataset, the subject of the job.
    private static async Task<Guid> ImportAsync(ServedStudio studio)
    {
        using var client = await studio.ClientAsync();
        var made = await client.PostAsJsonAsync("/api/datasets", new { name = "set", modality = "image", rights = new { statement = "ours", confirmed = true } }, Cancel);
        var id = Guid.Parse((await made.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["id"]!.ToString());
        foreach (var i in Enumerable.Range(0, 12))
        {
            await client.PostAsync($"/api/datasets/{id}/files?name={i % 2}/{i}.png", new ByteArrayContent(PlainMedia.Picture(i)), Cancel);
        }

        await client.PostAsync($"/api/datasets/{id}/freeze", null, Cancel);
        JsonNode version = new JsonObject();
        await Wait.UntilAsync(
            async () => (version = (await client.GetFromJsonAsync<JsonObject>($"/api/datasets/{id}", Cancel))!["versions"]![0]!)["frozenAt"] is not null, Cancel);
        return Guid.Parse(version["id"]!.ToString());
    }
}
