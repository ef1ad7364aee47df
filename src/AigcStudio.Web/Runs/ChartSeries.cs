namespace AigcStudio.Web.Runs;

/// <summary>A number at a step.</summary>
public readonly record struct ChartPoint(int Step, double Value);

/// <summary>One line of the chart.</summary>
/// <param name="Title">In the reader's language.</param>
/// <param name="Unit">For example <c>nats</c>; empty for pure numbers.</param>
/// <param name="Points">In the order of their steps.</param>
public sealed record ChartSeries(string Id, string Title, string Unit, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>What the line tells, in the reader's language; null where there is nothing to add.</summary>
    public string? Help { get; init; }

    /// <summary>Shown only once somebody asks for it.</summary>
    public bool Quiet { get; init; }
}
