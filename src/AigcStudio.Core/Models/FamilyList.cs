using System.Text.Json;
using System.Text.Json.Serialization;

namespace AigcStudio.Core.Models;

/// <summary>
/// The file <c>families.json</c> that the Engine's build writes beside it: what the studio knows of families without loading libtorch.
/// </summary>
public static class FamilyList
{
    public const string FileName = "families.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(IReadOnlyList<FamilyDescriptor> families) => JsonSerializer.Serialize(families, Options);

    /// <exception cref="JsonException">The text is no list of families.</exception>
    public static IReadOnlyList<FamilyDescriptor> Read(string json) =>
        JsonSerializer.Deserialize<IReadOnlyList<FamilyDescriptor>>(json, Options) ?? throw new JsonException("No families.");
}
