using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Generative.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>Takes a finished run out of a data root: its curve thinned, its samples, its checkpoint in half precision.</summary>
internal static class DemoShipping
{
    private const string CheckpointName = "model.safetensors";
    private const int PointsKept = 200;
    private const int SamplesKept = 12;

    public static async Task ShipAsync(string dataRoot, Guid runId, string folder)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddOptions();
        collection.AddData(dataRoot, null);
        await using var services = collection.BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync();
        var blobs = services.GetRequiredService<BlobStore>();
        var run = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == runId);
        var form = JsonSerializer.Deserialize<ExampleForm>(run.Form)!;

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var checkpoint = await db.Checkpoints.Where(c => c.RunId == runId).OrderByDescending(c => c.Step).FirstAsync();
        SlimCheckpoint.Write(blobs.PathOf(ContentHash.Parse(checkpoint.BlobHash)), Path.Combine(folder, CheckpointName));
        var points = await db.RunPoints.AsNoTracking().Where(p => p.RunId == runId).OrderBy(p => p.Step).ToListAsync();
        var shipped = new ShippedRun(
            run.Name, run.FamilyId, run.Preset, run.Seed, run.Steps, JsonNode.Parse(run.Settings)!.AsObject(), form,
            run.SecondsPerStep, run.ExamplesPerSecond, run.Parameters, CheckpointName,
            points.GroupBy(p => p.Series).ToDictionary(g => g.Key, g => Thin([.. g])),
            await SamplesAsync(db, blobs, runId, form, folder));
        shipped.Write(folder);
    }

    private static IReadOnlyList<ShippedPoint> Thin(List<RunPoint> points) =>
        [.. Thinning.Thin([.. points.Select(p => new SeriesPoint(p.Step, p.Value))], PointsKept).Select(p => new ShippedPoint(p.Step, Math.Round(p.Value, 4)))];

    // Sounds weigh a megabyte a step: only the last ones ship; of others a dozen, the last among them.
    private static async Task<IReadOnlyList<ShippedSample>> SamplesAsync(StudioDb db, BlobStore blobs, Guid runId, ExampleForm form, string folder)
    {
        var samples = await db.RunSamples.AsNoTracking().Where(s => s.RunId == runId).OrderBy(s => s.Step).ToListAsync();
        var (ending, kept) = form switch
        {
            ImageForm => ("png", Some(samples)),
            AudioForm => ("wav", samples[^1..]),
            _ => ("json", Some(samples)),
        };
        return [.. kept.Select(sample =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"samples-{sample.Step:D6}.{ending}");
            File.Copy(blobs.PathOf(ContentHash.Parse(sample.BlobHash)), Path.Combine(folder, name));
            return new ShippedSample(sample.Step, name, sample.Count, sample.Columns) { Echoes = sample.Echoes };
        })];
    }

    private static List<RunSample> Some(List<RunSample> samples) => samples.Count <= SamplesKept
        ? samples
        : [.. Enumerable.Range(0, SamplesKept).Select(i => samples[i * (samples.Count - 1) / (SamplesKept - 1)])];
}
