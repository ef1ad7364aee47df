namespace AigcStudio.Data.Reviews;

/// <summary>Where a piece of a queue ended. To callers it is a word without meaning.</summary>
/// <param name="Asked">In what the viewer was asked for, which is not in the order of ids; otherwise in all else, newest first.</param>
internal sealed record QueuePlace(bool Asked, Guid Id)
{
    private const char AskedMark = 'a';
    private const char NewestMark = 'n';

    /// <summary>Null where it is none.</summary>
    public static QueuePlace? Parse(string text) =>
        text is [AskedMark or NewestMark, .. var id] && Guid.TryParseExact(id, "N", out var last) ? new(text[0] == AskedMark, last) : null;

    public override string ToString() => $"{(Asked ? AskedMark : NewestMark)}{Id:N}";
}
