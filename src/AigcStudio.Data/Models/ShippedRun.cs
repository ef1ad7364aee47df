using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Models;

/// <summary>A finished training that is delivered with the studio: <c>run.json</c> beside its checkpoint and its sample sheets.</summary>
/// <param name="Checkpoint">File name of the checkpoint, which may hold no more than what drawing needs.</param>
/// <param name="Points">For each series the steps and values, thinned.</param>
/// <param name="Samples">The sample sheets, by step.</param>
public sealed record ShippedRun(
    string Name,
    string FamilyId,
    string Preset,
    int Seed,
    int Steps,
    JsonObject Settings,
    ExampleForm Form,
    double SecondsPerStep,
    double ExamplesPerSecond,
    long Parameters,
    string Checkpoint,
    IReadOnlyDictionary<string, IReadOnlyList<ShippedPoint>> Points,
    IReadOnlyList<ShippedSample> Samples)
{
    public const string FileName = "run.json";

    /// <exception cref="FileNotFoundException">The folder holds no run.</exception>
    /// <exception cref="InvalidDataException">Its description cannot be read.</exception>
    public static ShippedRun Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<ShippedRun>(File.ReadAllBytes(Path.Combine(folder, FileName)), JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"{FileName} is empty.");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"{FileName} cannot be read.", fault);
        }
    }

    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, JsonSerializerOptions.Web) + "\n");
}

public sealed record ShippedPoint(int Step, double Value);

/// <param name="File">A sheet beside <c>run.json</c>, as <see cref="Runs.RunSample"/> has it of each kind.</param>
public sealed record ShippedSample(int Step, string File, int Count, int Columns)
{
    /// <summary><see cref="Runs.RunSample.Echoes"/>.</summary>
    public int Echoes { get; init; }
}
