using System.Diagnostics;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Models;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using NetVips;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>Listens to the demo's training and keeps what is shipped of it.</summary>
internal sealed class DemoRecord(string folder, ImageForm form, int steps) : IRunReporter
{
    private const string CheckpointName = "model.safetensors";

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Dictionary<string, List<ShippedPoint>> _points = [];
    private readonly List<ShippedSample> _samples = [];
    private long _parameters;
    private double _examplesPerSecond;
    private string _checkpoint = "";

    public void Report(RunEvent happened)
    {
        switch (happened.Payload)
        {
            case TrainingStarted started:
                _parameters = started.Parameters;
                break;
            case PointsReported points:
                Remember(points);
                break;
            case MetersReported meters:
                _examplesPerSecond = meters.ExamplesPerSecond;
                Console.WriteLine($"step {meters.Step} of {steps}, {meters.ExamplesPerSecond:0} pictures/s");
                break;
            case SamplesDrawn samples:
                Keep(samples);
                break;
            case CheckpointWritten checkpoint:
                _checkpoint = checkpoint.File;
                break;
        }
    }

    /// <summary>Writes the slim checkpoint and <c>run.json</c>.</summary>
    public void Ship(string family, int seed, JsonObject settings, int pointsKept)
    {
        SlimCheckpoint.Write(_checkpoint, Path.Combine(folder, CheckpointName));
        var shipped = new ShippedRun(
            "Nordlys Tea House", family, "own", seed, steps, settings, form,
            Stopwatch.GetElapsedTime(_started).TotalSeconds / steps, _examplesPerSecond, _parameters, CheckpointName,
            _points.ToDictionary(p => p.Key, p => Thin(p.Value, pointsKept)), _samples);
        shipped.Write(folder);
    }

    private static IReadOnlyList<ShippedPoint> Thin(List<ShippedPoint> points, int kept)
    {
        var every = Math.Max(1, points.Count / kept);
        return [.. points.Where((_, i) => i % every == 0 || i == points.Count - 1)];
    }

    private void Remember(PointsReported points)
    {
        foreach (var (series, value) in points.Values)
        {
            if (!_points.TryGetValue(series, out var line))
            {
                _points[series] = line = [];
            }

            line.Add(new ShippedPoint(points.Step, Math.Round(value, 4)));
        }
    }

    private void Keep(SamplesDrawn samples)
    {
        var name = $"samples-{samples.Step:000000}.png";
        var columns = (int)Math.Sqrt(samples.Count);
        var raw = File.ReadAllBytes(samples.File);
        var tiles = Enumerable.Range(0, samples.Count).Select(i => Tile(raw.AsSpan(i * form.ExampleBytes, form.ExampleBytes))).ToArray();
        using var sheet = Image.Arrayjoin(tiles, across: columns);
        sheet.Pngsave(Path.Combine(folder, name), compression: 9, keep: Enums.ForeignKeep.None);
        Array.ForEach(tiles, t => t.Dispose());
        _samples.Add(new ShippedSample(samples.Step, name, samples.Count, columns));
        File.Delete(samples.File);
    }

    private Image Tile(ReadOnlySpan<byte> planes)
    {
        var plane = form.Height * form.Width;
        var interleaved = new byte[planes.Length];
        for (var i = 0; i < interleaved.Length; i++)
        {
            interleaved[i] = planes[((i % form.Channels) * plane) + (i / form.Channels)];
        }

        return Image.NewFromMemoryCopy(interleaved, form.Width, form.Height, form.Channels, Enums.BandFormat.Uchar);
    }
}
