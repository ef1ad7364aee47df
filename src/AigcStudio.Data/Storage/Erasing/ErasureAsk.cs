using System.Text.Json;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>What becomes of a model that learned from what is erased.</summary>
public enum ModelFate
{
    /// <summary>It goes, with its checkpoints and works.</summary>
    Delete,

    /// <summary>It goes as with <see cref="Delete"/>, and a training with the same recipe starts on what is left of the version.</summary>
    Retrain,

    /// <summary>It stays, with its works, for its owner and administrators alone.</summary>
    Restrict,
}

/// <param name="Hashes">Of the items.</param>
/// <param name="Fates">One for each model that descends from them.</param>
/// <param name="Reason">In the administrator's words; up to 500 characters.</param>
/// <param name="DropBackups">Delete every backup and every copy of an earlier state, and make a new backup afterwards.</param>
public sealed record ErasureAsk(IReadOnlyList<string> Hashes, IReadOnlyDictionary<Guid, ModelFate> Fates, string Reason, bool DropBackups);

/// <summary>What is to be deleted from the disk once the rows are gone.</summary>
/// <param name="Erased">Hashes of the items: gone whoever else names them.</param>
/// <param name="Others">Hashes that go where no row needs them any more.</param>
/// <param name="Versions">Whose packs and rulers go.</param>
/// <param name="Artifacts">Whose playable sounds and handed-out files go.</param>
internal sealed record ErasureLeft(IReadOnlyList<string> Erased, IReadOnlyList<string> Others, IReadOnlyList<Guid> Versions, IReadOnlyList<Guid> Artifacts, bool DropBackups)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static ErasureLeft FromJson(string json) => JsonSerializer.Deserialize<ErasureLeft>(json, JsonSerializerOptions.Web)!;
}
