namespace AigcStudio.Core.Jobs;

/// <summary>
/// The two folders that are all a child needs of the data root: <c>--reads FOLDER --writes FOLDER</c>. A child that is given a
/// room confines itself to it, where the kernel lets it.
/// </summary>
/// <param name="Reads">Files in it may be read.</param>
/// <param name="Writes">Files in it may be read, written and deleted.</param>
public sealed record ChildRoom(string Reads, string Writes)
{
    /// <returns>Null where the child was given none.</returns>
    public static ChildRoom? Parse(IReadOnlyList<string> arguments) =>
        ChildArguments.ValueAfter("--reads", arguments) is { } reads && ChildArguments.ValueAfter("--writes", arguments) is { } writes
            ? new ChildRoom(reads, writes)
            : null;

    public IReadOnlyList<string> ToArguments() => ["--reads", Reads, "--writes", Writes];
}
