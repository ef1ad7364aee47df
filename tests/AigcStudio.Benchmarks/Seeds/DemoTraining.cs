using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>
/// <c>demo FOLDER DATASET FAMILY STEPS [SETTINGS-JSON]</c>: trains a family on a dataset of the demo brand as anybody would, in a studio of its own
/// by the API, and writes what ships of the run into a folder.
/// </summary>
internal static class DemoTraining
{
    private const int Seed = 20_26;

    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    public static async Task RunAsync(string folder, string dataset, string family, int steps, string settings)
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        using var api = await StudioApi.ForAsync(studio, "Admin");
        var version = await VersionAsync(api, dataset);
        var recipe = new JsonObject
        {
            ["datasetVersionId"] = version,
            ["name"] = NameOf(dataset),
            ["familyId"] = family,
            ["preset"] = "own",
            ["seed"] = Seed,
            ["steps"] = steps,
            ["settings"] = JsonNode.Parse(settings),
        };
        var run = await api.QueueRunAsync(recipe);
        var finished = await api.WaitForRunAsync(run, Limit, "Finished", "Failed");
        Console.WriteLine($"{finished["state"]}: {finished["steps"]} steps, {(double)finished["secondsPerStep"]!:F3} s each");
        await DemoShipping.ShipAsync(studio.DataRoot, run, folder);
    }

    // Short enough for a card: "Nordlys letters".
    private static string NameOf(string dataset) => dataset.Split(": ") is [_, var what] ? $"Nordlys {what}" : "Nordlys pictures";

    private static async Task<Guid> VersionAsync(StudioApi api, string dataset)
    {
        Guid? version = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var listed = (await api.GetAsync("/api/datasets?take=50"))["items"]!.AsArray();
                version = listed.FirstOrDefault(d => (string)d!["name"]! == dataset)?["latest"]?["id"]?.GetValue<Guid>();
                return version is not null;
            },
            TimeSpan.FromMinutes(5), () => $"The demo brand has no dataset {dataset}.");
        return version!.Value;
    }
}
