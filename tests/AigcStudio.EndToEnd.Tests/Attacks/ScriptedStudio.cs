using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Attacks;

/// <summary>A studio into which somebody wrote scripts wherever words can be written: names, rights, labels, columns, files, EXIF, comments, keys.</summary>
/// <param name="api">Of an administrator.</param>
internal sealed class ScriptedStudio(StudioApi api, string folder)
{
    /// <summary>One that is a tag, one that leaves an attribute, one that is an address.</summary>
    public static readonly string[] Payloads = ["<img src=x onerror=attack()>", "\"><svg onload=attack()>", "javascript:attack()", "'><script>attack()</script>"];

    private int _next;

    /// <summary>How many texts carry a script.</summary>
    public int Written { get; private set; }

    /// <summary>Fills the studio.</summary>
    /// <returns>The pages on which the scripts are shown, and the address of a guest's link.</returns>
    public async Task<(IReadOnlyList<string> Pages, string Guest)> FillAsync()
    {
        await api.PutAsync("/api/settings", new { name = Text(), labelPolicy = "Eu" });
        await api.PutAsync("/api/notifications/settings", new { address = "", mailHost = Text(), mailFrom = "a@b.example", mailUser = Text(), mailPassword = "long-enough-for-mail", webhookUrl = "" });
        await api.PostAsync("/api/keys", new { name = Text() });
        var (texts, version) = await TextsAsync();
        var pictures = await PicturesAsync();
        var run = await RunAsync(version);
        var model = (string)(await api.PostAsync($"/api/runs/{run}/publish", new { name = Text() }))["id"]!;
        var board = (string)(await api.PostAsync("/api/boards", new { name = Text() }))["id"]!;
        await api.PostAsync("/api/boards", new { name = Text(), parentId = board });
        var artifacts = await api.DrawAsync(run, 2);
        var ids = artifacts.Select(a => a.ToString()).ToArray();
        await api.PostAsync($"/api/boards/{board}/items", new { artifactIds = ids });
        await api.PostAsync($"/api/artifacts/{ids[0]}/comments", new { text = Text(), offset = 0 });
        await api.PutAsync($"/api/artifacts/{ids[0]}/review", new { state = "Approved", comment = Text() });
        await AskAsync(ids);
        var link = new Uri((string)(await api.PostAsync("/api/guest-links", new { artifactIds = ids, title = Text() }))["link"]!).AbsolutePath;
        var odd = Uri.EscapeDataString(Payloads[0]);
        return (
            [
                "/", "/gallery", $"/gallery?label={odd}&boardId={odd}", $"/gallery/{ids[0]}", $"/gallery/compare?ids={ids[0]},{ids[1]}", "/boards", $"/boards/{board}", "/datasets",
                $"/datasets/{texts}", $"/datasets/{texts}/edit", $"/datasets/{pictures}", "/datasets/new", "/runs", $"/runs?search={odd}", $"/runs/{run}", $"/runs/new?version={version}", "/models", $"/models?search={odd}",
                $"/models/{model}", $"/models/{model}/report", $"/models/{model}/play", "/models/compare", "/replies", "/review", "/review/focus", "/review/bulk", "/review/duel", "/review/guests",
                "/review/agreement", "/review/leaderboard", "/notifications", "/account", "/trash", "/admin/people", "/admin/settings", "/admin/notifications", "/admin/storage", "/admin/jobs",
                $"/admin/jobs?search={odd}", "/admin/devices", "/admin/audit", $"/admin/audit?search={odd}", "/not-found", $"/nowhere/{odd}", "/hangfire", "/scalar/v1",
            ],
            link);
    }

    public string Text()
    {
        Written++;
        return Payloads[_next++ % Payloads.Length];
    }

    // A table whose columns, labels, words and file name are scripts.
    private async Task<(Guid Dataset, Guid Version)> TextsAsync()
    {
        static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var dataset = await api.DraftAsync(Text(), "text");
        await PatchAsync(dataset, new { rights = new { statement = Text(), confirmed = true } });
        var table = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{Cell(Payloads[0])},{Cell(Payloads[1])}");
        for (var i = 0; i < 64; i++)
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"{Cell($"{Payloads[i % 4]} number {i} of many")},{Cell(Payloads[i / 4 % 4])}");
        }

        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(table.ToString()));
        await api.UploadAsync(dataset, $"{Payloads[0]}.csv", bytes);
        var file = (string)(await api.GetAsync($"/api/datasets/{dataset}/files")).AsArray()[0]!["id"]!;
        await api.PutAsync($"/api/datasets/{dataset}/files/{file}/reading", new { cut = "lines", text = Payloads[0], label = Payloads[1], header = true });
        Written += 2 + 64 + 4 + 1;
        return (dataset, await api.FreezeAsync(dataset));
    }

    // Pictures with scripts in their EXIF and XMP, in a folder and under a name of the same kind; one more waits, unfrozen, in a second dataset.
    private async Task<Guid> PicturesAsync()
    {
        var dataset = await api.DraftAsync(Text());
        using (var pictures = ZipFile.OpenRead(Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip")))
        {
            var zip = Path.Combine(folder, "odd.zip");
            using (var odd = ZipFile.Open(zip, ZipArchiveMode.Create))
            {
                foreach (var entry in pictures.Entries.Where(e => e.Length > 0).Take(6))
                {
                    var picture = Path.Combine(folder, "odd.png");
                    entry.ExtractToFile(picture, overwrite: true);
                    await TagAsync(picture);
                    odd.CreateEntryFromFile(picture, $"{Payloads[0]}/{Written}{Payloads[0]}.png");
                }
            }

            await using var stream = File.OpenRead(zip);
            await api.UploadAsync(dataset, $"{Payloads[0]}.zip", stream);
        }

        await api.FreezeAsync(dataset);
        var waiting = await api.DraftAsync(Text());
        using var bytes = new MemoryStream([1, 2, 3]);
        await api.UploadAsync(waiting, $"{Payloads[0]}.png", bytes);
        return dataset;
    }

    private async Task TagAsync(string picture)
    {
        var start = new ProcessStartInfo("exiftool") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var tag in new[] { "EXIF:Artist", "EXIF:ImageDescription", "EXIF:Copyright", "XMP-dc:Title", "XMP-dc:Description", "PNG:Comment" })
        {
            start.ArgumentList.Add($"-{tag}={Text()}");
        }

        start.ArgumentList.Add("-overwrite_original");
        start.ArgumentList.Add(picture);
        using var tool = Process.Start(start)!;
        await tool.WaitForExitAsync();
        Assert.Equal(0, tool.ExitCode);
    }

    private async Task<Guid> RunAsync(Guid version)
    {
        var settings = JsonNode.Parse("""{"longest":"64","hidden":32,"latent":8,"batch":16}""");
        var run = await api.QueueRunAsync(new { datasetVersionId = version, familyId = "TextVae", preset = "own", name = Text(), seed = 7, steps = 6, settings });
        await api.WaitForRunAsync(run, TimeSpan.FromMinutes(5), "Finished");
        return run;
    }

    // To whoever signed in: the first administrator.
    private async Task AskAsync(string[] artifacts)
    {
        var people = (await api.GetAsync("/api/review/colleagues"))["items"]!.AsArray().Select(p => (string)p!["id"]!).ToArray();
        await api.PostAsync("/api/review/requests", new { artifactIds = artifacts, personIds = people, note = Text() });
    }

    private async Task PatchAsync(Guid dataset, object change)
    {
        using var answer = await api.Client.PatchAsync($"/api/datasets/{dataset}", System.Net.Http.Json.JsonContent.Create(change));
        answer.EnsureSuccessStatusCode();
    }
}
