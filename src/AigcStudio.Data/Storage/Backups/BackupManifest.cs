using System.Text.Json;

namespace AigcStudio.Data.Storage.Backups;

/// <summary>What a backup holds, as it was counted when it was made: a restored studio is held against it.</summary>
/// <param name="Release">Of the studio that made it.</param>
/// <param name="Migration">The last one of its database.</param>
/// <param name="DatabaseHash">SHA-256 of <c>studio.db</c>, hex.</param>
/// <param name="Blobs">Distinct blobs that its rows need.</param>
/// <param name="MissingBlobs">Hashes that its rows need and the studio did not have: damage that was there before.</param>
/// <param name="Rows">By table.</param>
public sealed record BackupManifest(
    DateTimeOffset At,
    string Release,
    string Migration,
    long DatabaseBytes,
    string DatabaseHash,
    int Blobs,
    long BlobBytes,
    IReadOnlyList<string> MissingBlobs,
    IReadOnlyDictionary<string, long> Rows)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Readable);

    /// <returns>Null where it is no manifest.</returns>
    public static BackupManifest? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A backup that is there.</summary>
/// <param name="Name">Of its folder.</param>
public sealed record BackupMade(string Name, string Path, BackupManifest Manifest);
