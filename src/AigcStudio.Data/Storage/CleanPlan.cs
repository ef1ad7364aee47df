using System.Text.Json;
using AigcStudio.Core;

namespace AigcStudio.Data.Storage;

/// <summary>What a clean-up may take.</summary>
[Flags]
public enum CleanPart
{
    None = 0,

    /// <summary>Checkpoints of ended runs that are neither the last, nor the best, nor behind a model, a draw or an artifact.</summary>
    Checkpoints = 1,

    /// <summary>Prepared packs and rulers: made again where they are missing.</summary>
    Packs = 2,

    /// <summary>Small pictures and playable sounds: made again where they are missing.</summary>
    Thumbnails = 4,

    /// <summary>What has been in the trash for some days, for good.</summary>
    Trash = 8,

    /// <summary>Files that were sent and never taken into a version.</summary>
    Uploads = 16,
}

/// <param name="TrashDays">Days that something must have been in the trash; 0 for all of it.</param>
/// <param name="UploadDays">Days that a file must have waited; 0 for all of them.</param>
public sealed record CleanAsk(CleanPart Parts, int TrashDays, int UploadDays)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static CleanAsk FromJson(string json) => JsonSerializer.Deserialize<CleanAsk>(json, JsonSerializerOptions.Web)!;
}

/// <summary>Something that goes.</summary>
/// <param name="Kind">Code of its kind: <c>artifacts</c>, <c>model</c>, <c>run</c>, <c>dataset</c>, <c>board</c>, <c>checkpoints</c>, <c>pack</c>, <c>thumbnails</c>, <c>upload</c>, <c>leftovers</c>.</param>
/// <param name="Name">For people; empty where the kind says it all.</param>
/// <param name="Bytes">That nothing else uses.</param>
public sealed record CleanLine(CleanPart Part, string Kind, string Name, int Count, long Bytes);

/// <summary>Something that was asked for and stays, and why.</summary>
public sealed record CleanRefusal(CleanPart Part, string Kind, string Name, Said Reason);

/// <summary>What a clean-up would do now.</summary>
public sealed record CleanPlan(IReadOnlyList<CleanLine> Goes, IReadOnlyList<CleanRefusal> Stays)
{
    public long Bytes => Goes.Sum(l => l.Bytes);
}
