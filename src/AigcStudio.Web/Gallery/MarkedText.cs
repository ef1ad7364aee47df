using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>
/// Texts on their way out. A <c>txt</c> opens with header lines (the visible label where the workspace wants one, the label of TC260, the
/// digital source type of IPTC) and a blank line; a line of <c>jsonl</c> and the sidecar carry the same as fields.
/// </summary>
internal static class MarkedText
{
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    // Words of any language stay readable in the file; the files are never part of a page.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of the file.</summary>
    /// <exception cref="ExportException"><c>export.markNotRead</c>.</exception>
    public static byte[] Write(DeliveryFormat format, ArtifactTile tile, string text, ProvenanceMark mark)
    {
        var bytes = format == DeliveryFormat.Txt ? Plain.GetBytes(Header(mark) + text + "\n")
            : format == DeliveryFormat.Jsonl ? Plain.GetBytes(Fields(tile, mark, text).ToJsonString(Readable) + "\n")
            : Plain.GetBytes(Beside(tile, mark, text).ToJsonString(new(Readable) { WriteIndented = true }) + "\n");
        return IsMarked(bytes, format, mark) ? bytes : throw new ExportException("export.markNotRead");
    }

    /// <summary>Reads the label back out of the bytes, as another program would.</summary>
    public static bool IsMarked(byte[] bytes, DeliveryFormat format, ProvenanceMark mark)
    {
        var text = Plain.GetString(bytes);
        if (format == DeliveryFormat.Txt)
        {
            var header = text.Split('\n').TakeWhile(l => l.Length > 0).ToList();
            return header.Contains($"# {AigcLabel.Name}: {AigcLabel.Of(mark)}") && header.Contains($"# {AigcLabel.SourceTypeName}: {AigcLabel.SourceType}");
        }

        var fields = JsonNode.Parse(text)!;
        return JsonNode.DeepEquals(fields["aigc"], JsonNode.Parse(AigcLabel.Of(mark))) && fields["digitalSourceType"]?.GetValue<string>() == AigcLabel.SourceType;
    }

    private static string Header(ProvenanceMark mark) =>
        (mark.VisibleText is { } visible ? $"# {visible}\n" : "")
        + $"# {AigcLabel.Name}: {AigcLabel.Of(mark)}\n"
        + $"# {AigcLabel.SourceTypeName}: {AigcLabel.SourceType}\n\n";

    private static JsonObject Beside(ArtifactTile tile, ProvenanceMark mark, string text)
    {
        var fields = Fields(tile, mark, text: null);
        fields["file"] = DeliveryFormat.Txt.FileNameOf(tile);
        fields["sha256"] = ContentHash.FromDigest(SHA256.HashData(Write(DeliveryFormat.Txt, tile, text, mark))).Hex;
        return fields;
    }

    private static JsonObject Fields(ArtifactTile tile, ProvenanceMark mark, string? text)
    {
        var fields = new JsonObject();
        if (text is not null)
        {
            fields["text"] = text;
        }

        fields["label"] = tile.Label;
        fields["id"] = tile.Id.ToString();
        fields["runId"] = tile.RunId.ToString();
        fields["modelId"] = tile.ModelId?.ToString();
        fields["step"] = tile.Step;
        fields["seed"] = tile.Seed;
        fields["index"] = tile.Index;
        fields["createdAt"] = tile.CreatedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        fields["digitalSourceType"] = AigcLabel.SourceType;
        fields["visibleLabel"] = mark.VisibleText;
        fields["aigc"] = JsonNode.Parse(AigcLabel.Of(mark));
        return fields;
    }
}
