namespace AigcStudio.Data;

/// <summary>A piece of a list, read by keyset: rows that come or go meanwhile neither repeat nor skip others.</summary>
/// <param name="Next">Hand it back as <c>after</c> for the next piece; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
