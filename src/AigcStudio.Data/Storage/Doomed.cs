namespace AigcStudio.Data.Storage;

/// <summary>Something that a clean-up takes.</summary>
/// <param name="Uses">The references to blobs that go with it.</param>
/// <param name="RemoveAsync">Removes it if it still may go; false where it may not any more.</param>
internal sealed record Doomed(CleanLine Line, IReadOnlyList<BlobUse> Uses, Func<CancellationToken, Task<bool>> RemoveAsync);

/// <summary>One row's reference to a blob: the same whoever finds it, so that what two parts take counts once.</summary>
/// <param name="Row">Id of the row, or of what it belongs to.</param>
/// <param name="Number">Within that: index of an item, step of a sample; 0 otherwise.</param>
internal readonly record struct BlobUse(Guid Row, int Number, string Hash);

/// <summary>What the sources of a clean-up found.</summary>
internal sealed class CleanFinds
{
    public List<Doomed> Doomed { get; } = [];

    public List<CleanRefusal> Stays { get; } = [];
}

/// <summary>Finds what one part of a clean-up may take, and what of it must stay.</summary>
internal interface ICleanSource
{
    CleanPart Part { get; }

    Task FindAsync(CleanAsk ask, CleanFinds finds, CancellationToken cancel);
}
