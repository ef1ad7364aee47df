using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>A kind of file that artifacts are delivered as.</summary>
/// <param name="Id">In addresses: <c>png</c>, <c>jpeg</c>, <c>webp</c>, <c>txt</c>, <c>jsonl</c>, <c>json</c>, <c>wav</c>, <c>mp3</c>, <c>flac</c>.</param>
public sealed record DeliveryFormat(string Id, Modality Kind, string Name, string Extension, string ContentType)
{
    public static readonly DeliveryFormat Txt = new("txt", Modality.Text, "TXT", "txt", "text/plain; charset=utf-8");

    /// <summary>One line: the text with its fields and its label. Several in one file are a data set.</summary>
    public static readonly DeliveryFormat Jsonl = new("jsonl", Modality.Text, "JSONL", "jsonl", "application/jsonl");

    /// <summary>The document that stands beside a txt: its label, its lineage, and the SHA-256 of the file that it speaks of.</summary>
    public static readonly DeliveryFormat Sidecar = new("json", Modality.Text, "JSON", "txt.json", "application/json");

    /// <summary>A walk through pictures; no single artifact is delivered as one.</summary>
    public static readonly DeliveryFormat Mp4 = new("mp4", Modality.Image, "MP4", "mp4", "video/mp4");

    public static IReadOnlyList<DeliveryFormat> All { get; } =
    [
        new("png", Modality.Image, "PNG", "png", "image/png"),
        new("jpeg", Modality.Image, "JPEG", "jpg", "image/jpeg"),
        new("webp", Modality.Image, "WebP", "webp", "image/webp"),
        Txt,
        Jsonl,
        Sidecar,
        new("wav", Modality.Audio, "WAV", "wav", "audio/wav"),
        new("mp3", Modality.Audio, "MP3", "mp3", "audio/mpeg"),
        new("flac", Modality.Audio, "FLAC", "flac", "audio/flac"),
    ];

    /// <summary>The formats of a kind, the usual one first.</summary>
    public static IReadOnlyList<DeliveryFormat> For(Modality kind) => [.. All.Where(f => f.Kind == kind)];

    /// <param name="id">Null for the usual one; <c>jpg</c> is taken for <c>jpeg</c>.</param>
    /// <exception cref="ExportException"><c>export.format(formats)</c>.</exception>
    public static DeliveryFormat Get(Modality kind, string? id)
    {
        var wanted = id?.ToLowerInvariant() switch { "jpg" => "jpeg", var other => other };
        return For(kind).FirstOrDefault(f => wanted is null || f.Id == wanted)
            ?? throw new ExportException("export.format", string.Join(", ", For(kind).Select(f => f.Id)));
    }

    /// <summary>
    /// For example <c>20261124-seed7-0003-1a2b3c4d.png</c>: sorts by day and draw, unique by the id's last digits; made of ids and
    /// numbers, so that no name of a person's can be a path.
    /// </summary>
    public string FileNameOf(ArtifactTile tile) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{tile.CreatedAt.UtcDateTime:yyyyMMdd}-seed{tile.Seed}-{tile.Index:D4}-{tile.Id.ToString("N")[^8..]}.{Extension}");
}
