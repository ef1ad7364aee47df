using System.Security.Cryptography;
using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Shell.Demo;

/// <summary>What <c>seed-data/NAME/manifest.json</c> says of its files.</summary>
/// <param name="File">The archive beside the manifest that goes through the ordinary importer.</param>
/// <param name="Count">Pictures in it.</param>
public sealed record SeedManifest(string Title, Modality Modality, string Rights, string Source, string File, int Count, string Sha256)
{
    /// <exception cref="FileNotFoundException">The folder holds no manifest.</exception>
    public static SeedManifest Read(string folder) =>
        JsonSerializer.Deserialize<SeedManifest>(System.IO.File.ReadAllBytes(Path.Combine(folder, "manifest.json")), Options)
        ?? throw new InvalidDataException("The manifest is empty.");

    /// <summary>True where the archive is the one that the manifest was written for.</summary>
    public bool Matches(string folder)
    {
        using var stream = System.IO.File.OpenRead(Path.Combine(folder, File));
        return ContentHash.FromDigest(SHA256.HashData(stream)).Hex == Sha256;
    }

    private static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };
}
