using System.Globalization;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>The chances of one picture: same seed, same picture.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public double Between(double low, double high) => low + ((high - low) * _random.NextDouble());

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public int Whole(int low, int high) => _random.Next(low, high + 1);

    public bool Chance(double share) => _random.NextDouble() < share;

    /// <summary>A number as SVG wants it.</summary>
    public static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
