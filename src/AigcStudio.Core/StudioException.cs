namespace AigcStudio.Core;

/// <summary>
/// An expected refusal: a code and its arguments, rendered in the reader's language where it is shown.
/// Anything that is not a <see cref="StudioException"/> is a fault of ours and flies to the host.
/// </summary>
public abstract class StudioException(string code, params object[] arguments)
    : Exception($"{code}({string.Join(", ", arguments)})")
{
    /// <summary>The sentence's key, in the form <c>noun.reason</c>, for example <c>import.notAnImage</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What the sentence names, in order: invariant numbers, file names, ids.</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;
}
