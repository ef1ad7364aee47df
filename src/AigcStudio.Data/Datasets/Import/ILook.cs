using AigcStudio.Core;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>Has candidates decoded and judged.</summary>
internal interface ILook
{
    /// <summary>Candidates per call to a Media process: enough to hide the call, few enough to cancel quickly.</summary>
    int Batch { get; }

    /// <summary>One answer for each candidate, in order.</summary>
    Task<IReadOnlyList<Seen>> LookAsync(IReadOnlyList<Candidate> batch, ImportParts parts, CancellationToken cancel);
}

/// <summary>What was found of a candidate.</summary>
/// <param name="Refusal">Why it cannot be used; null where it can.</param>
/// <param name="Path">The bytes that are stored.</param>
/// <param name="Keep">The item, once its bytes are stored.</param>
internal sealed record Seen(Said? Refusal, string Path, Func<StoredBlob, Kept> Keep);
