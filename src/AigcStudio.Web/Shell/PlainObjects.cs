using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AigcStudio.Web.Shell;

/// <summary>
/// Settings as they come in a body, read to their end at once: the framework's own way leaves them unread until somebody asks, and fails only
/// then where a name stands twice in them.
/// </summary>
internal sealed class PlainObjects : JsonConverter<JsonObject>
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">It is no object, or says a thing twice.</exception>
    public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var read = JsonDocument.ParseValue(ref reader);
        return JsonNode.Parse(read.RootElement.GetRawText(), documentOptions: Strict) as JsonObject ?? throw new JsonException("It is no object.");
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);
}
