using AigcStudio.Core;

namespace AigcStudio.Generative.Models;

/// <summary>
/// A checkpoint that is not used: <c>checkpoint.damaged(file)</c> (cut, flipped or lengthened) or
/// <c>checkpoint.doesNotFit(tensor)</c> (sound, but of another network). Nothing of it has reached a live model.
/// </summary>
public sealed class CheckpointException(string code, params object[] arguments) : StudioException(code, arguments)
{
    /// <summary>What exactly was wrong, for the log.</summary>
    public string? Detail { get; init; }

    public static CheckpointException Damaged(string path, string detail) =>
        new("checkpoint.damaged", Path.GetFileName(path)) { Detail = detail };

    public static CheckpointException DoesNotFit(string tensor) => new("checkpoint.doesNotFit", tensor);
}
