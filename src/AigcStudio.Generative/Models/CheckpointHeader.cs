using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// The JSON header of a checkpoint: safetensors, with a SHA-256 for every tensor and one over the header itself
/// in <c>__metadata__</c>. Any safetensors reader opens the file; ours also notices a flipped bit.
/// </summary>
internal static class CheckpointHeader
{
    internal const int MaxBytes = 16 << 20;
    private const string Format = "aigc-studio/1";
    private const string Unsigned = "0000000000000000000000000000000000000000000000000000000000000000";
    private static readonly byte[] SignatureKey = "\"header.sha256\":\""u8.ToArray();

    private static readonly Dictionary<string, (ScalarType Type, int Bytes)> Types = new()
    {
        ["F32"] = (ScalarType.Float32, 4),
        ["F16"] = (ScalarType.Float16, 2),
        ["F64"] = (ScalarType.Float64, 8),
        ["I64"] = (ScalarType.Int64, 8),
        ["I32"] = (ScalarType.Int32, 4),
        ["U8"] = (ScalarType.Byte, 1),
    };

    internal sealed record Entry(string Name, ScalarType Type, long[] Shape, long Start, long End, string Sha256);

    internal static long BytesOf(Tensor tensor) => tensor.numel() * Types.Values.First(t => t.Type == tensor.dtype).Bytes;

    /// <summary>The header of these tensors, padded to 8 bytes with spaces, as the format allows.</summary>
    internal static byte[] Write(CheckpointHead head, IEnumerable<Entry> entries)
    {
        var metadata = new JsonObject
        {
            ["format"] = Format,
            ["header.sha256"] = Unsigned,
            ["head"] = JsonSerializer.Serialize(head, JsonSerializerOptions.Web),
        };
        var root = new JsonObject { ["__metadata__"] = metadata };
        foreach (var entry in entries)
        {
            metadata["sha256." + entry.Name] = entry.Sha256;
            root[entry.Name] = new JsonObject
            {
                ["dtype"] = Types.First(t => t.Value.Type == entry.Type).Key,
                ["shape"] = new JsonArray([.. entry.Shape.Select(s => (JsonNode)s)]),
                ["data_offsets"] = new JsonArray(entry.Start, entry.End),
            };
        }

        var text = root.ToJsonString();
        var bytes = Encoding.UTF8.GetBytes(text.PadRight(text.Length + ((8 - (Encoding.UTF8.GetByteCount(text) % 8)) % 8)));
        var at = bytes.AsSpan().IndexOf(SignatureKey) + SignatureKey.Length;
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>Checks the header against its own hash and reads it.</summary>
    /// <exception cref="InvalidDataException">Whatever is wrong, in words for the log.</exception>
    internal static (CheckpointHead Head, IReadOnlyList<Entry> Entries) Read(byte[] bytes)
    {
        CheckSignature(bytes);
        var root = JsonNode.Parse(bytes)!.AsObject();
        var metadata = root["__metadata__"]!.AsObject();
        if ((string?)metadata["format"] != Format)
        {
            throw new InvalidDataException("The format is not " + Format + ".");
        }

        var entries = root.Where(p => p.Key != "__metadata__").Select(p => ReadEntry(p.Key, p.Value!, (string)metadata["sha256." + p.Key]!));
        return (JsonSerializer.Deserialize<CheckpointHead>((string)metadata["head"]!, JsonSerializerOptions.Web)!, [.. entries.OrderBy(e => e.Start)]);
    }

    private static void CheckSignature(byte[] bytes)
    {
        var at = bytes.AsSpan().IndexOf(SignatureKey) + SignatureKey.Length;
        if (at < SignatureKey.Length || at + Unsigned.Length > bytes.Length)
        {
            throw new InvalidDataException("The header is not signed.");
        }

        var said = Encoding.ASCII.GetString(bytes, at, Unsigned.Length);
        var copy = bytes.ToArray();
        Encoding.ASCII.GetBytes(Unsigned, copy.AsSpan(at));
        if (said != Convert.ToHexStringLower(SHA256.HashData(copy)))
        {
            throw new InvalidDataException("The header does not have its hash.");
        }
    }

    private static Entry ReadEntry(string name, JsonNode node, string sha256)
    {
        var (type, size) = Types[(string)node["dtype"]!];
        var shape = node["shape"]!.AsArray().Select(s => (long)s!).ToArray();
        var (start, end) = ((long)node["data_offsets"]![0]!, (long)node["data_offsets"]![1]!);
        var bytes = shape.Aggregate((long)size, (product, s) => checked(product * s));
        return shape.All(s => s >= 0) && end - start == bytes
            ? new Entry(name, type, shape, start, end, sha256)
            : throw new InvalidDataException($"{name} is not as large as its shape.");
    }
}
