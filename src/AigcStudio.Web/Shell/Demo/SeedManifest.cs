using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Shell.Demo;

/// <summary>What <c>seed-data/NAME/manifest.json</c> says of its datasets, in the order in which they are brought in.</summary>
public sealed record SeedManifest(IReadOnlyList<SeedDataset> Datasets)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <exception cref="FileNotFoundException">The folder holds no manifest.</exception>
    public static SeedManifest Read(string folder) =>
        JsonSerializer.Deserialize<SeedManifest>(File.ReadAllBytes(Path.Combine(folder, "manifest.json")), Options)
        ?? throw new InvalidDataException("The manifest is empty.");
}

/// <param name="Title">The dataset's name; no two of a manifest are alike.</param>
/// <param name="File">The file beside the manifest that goes through the ordinary importer.</param>
/// <param name="Count">Items in it.</param>
/// <param name="Reading">How the file is read, as <see cref="Data.Datasets.DatasetFile.Reading"/> has it; null for what it suggests.</param>
public sealed record SeedDataset(
    string Title, Modality Modality, string Rights, string Source, string File, int Count, string Sha256, JsonObject? Reading = null)
{
    /// <summary>Folders beside the manifest, each with a training of this dataset (<see cref="Data.Models.ShippedRun"/>); no family twice.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>What a model of replies is asked for its first gallery.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>True where the file is there and the one that the manifest was written for.</summary>
    public bool Matches(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
        {
            return false;
        }

        using var stream = System.IO.File.OpenRead(path);
        return ContentHash.FromDigest(SHA256.HashData(stream)).Hex == Sha256;
    }
}
