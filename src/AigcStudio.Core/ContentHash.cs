using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AigcStudio.Core;

/// <summary>The SHA-256 of some bytes in lower-case hex (64 characters): the only name a blob has.</summary>
[JsonConverter(typeof(ContentHashAsText))]
public readonly record struct ContentHash
{
    private readonly string? _hex;

    private ContentHash(string hex) => _hex = hex;

    public string Hex => _hex ?? throw new InvalidOperationException("An empty hash names nothing.");

    public static ContentHash Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public static ContentHash FromDigest(ReadOnlySpan<byte> digest) =>
        digest.Length == SHA256.HashSizeInBytes
            ? new(Convert.ToHexStringLower(digest))
            : throw new ArgumentException("A SHA-256 digest has 32 bytes.", nameof(digest));

    /// <exception cref="FormatException">The text is not 64 hexadecimal digits in lower case.</exception>
    public static ContentHash Parse(string hex) =>
        TryParse(hex, out var hash) ? hash : throw new FormatException("Not a SHA-256 in lower-case hex.");

    public static bool TryParse(string? hex, out ContentHash hash)
    {
        var good = hex is { Length: 64 } && hex.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
        hash = good ? new ContentHash(hex!) : default;
        return good;
    }

    public override string ToString() => Hex;
}

/// <summary>A hash travels as its hex text.</summary>
internal sealed class ContentHashAsText : JsonConverter<ContentHash>
{
    public override ContentHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ContentHash.TryParse(reader.GetString(), out var hash) ? hash : throw new JsonException("Not a SHA-256 in lower-case hex.");

    public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hex);
}
