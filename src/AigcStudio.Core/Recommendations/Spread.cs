namespace AigcStudio.Core.Recommendations;

/// <summary>Mean and variance of numbers that come one by one (Welford 1962).</summary>
internal struct Spread
{
    private double _squares;

    public int Count { get; private set; }

    public double Mean { get; private set; }

    public readonly double Variance => Count == 0 ? 0 : _squares / Count;

    public static (double Mean, double Deviation) Of(ReadOnlySpan<double> values)
    {
        var spread = new Spread();
        foreach (var value in values)
        {
            spread.Add(value);
        }

        return (spread.Mean, Math.Sqrt(spread.Variance));
    }

    public void Add(double value)
    {
        Count++;
        var off = value - Mean;
        Mean += off / Count;
        _squares += off * (value - Mean);
    }
}
