namespace AigcStudio.Benchmarks.Studio;

/// <summary>Two things measured in turn, A B A B ..., so that what disturbs the machine disturbs both.</summary>
internal sealed record Pairs(IReadOnlyList<double> Ours, IReadOnlyList<double> Theirs)
{
    public double Median => Middle(Ours) / Middle(Theirs);

    public double Lowest => Ratios.Min();

    public double Highest => Ratios.Max();

    private IEnumerable<double> Ratios => Ours.Zip(Theirs, (a, b) => a / b);

    /// <summary>Measures both once without counting, then the rounds.</summary>
    public static async Task<Pairs> MeasureAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> theirs)
    {
        await ours();
        await theirs();
        var (a, b) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            a.Add(await ours());
            b.Add(await theirs());
        }

        return new Pairs(a, b);
    }

    /// <summary>A line of the report: medians, their ratio and the paired range.</summary>
    public string Line(string what, string unit) => FormattableString.Invariant(
        $"| {what} | {Middle(Ours):0.#} {unit} | {Middle(Theirs):0.#} {unit} | {Median:0.00} ({Lowest:0.00} to {Highest:0.00}) |");

    private static double Middle(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
