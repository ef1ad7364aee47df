namespace AigcStudio.Generative.Gallery;

/// <summary>The chances of one example, whatever its code: they follow from both numbers alone.</summary>
public readonly record struct Chance(int Seed, int Index)
{
    /// <summary>Of the examples <paramref name="first"/> and on of a draw.</summary>
    public static Chance[] Row(int seed, int first, int count) => [.. Enumerable.Range(first, count).Select(i => new Chance(seed, i))];
}
