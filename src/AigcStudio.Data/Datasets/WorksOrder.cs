using System.Text.Json;

namespace AigcStudio.Data.Datasets;

/// <summary>The artifacts that a version takes in, best rated first, as its job carries them.</summary>
internal sealed record WorksOrder(IReadOnlyList<Guid> Works)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>No works for the payload of an import that takes none.</summary>
    public static IReadOnlyList<Guid> FromJson(string payload) =>
        JsonSerializer.Deserialize<WorksOrder>(payload, JsonSerializerOptions.Web)?.Works ?? [];
}
