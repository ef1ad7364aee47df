namespace AigcStudio.Generative.Runs;

/// <summary>
/// When a run is looked at: at a tenth of its steps, and from then on as often as its time affords, evenly up to its last step; not at all where it
/// affords none. What a look costs is measured by the first; later ones are spread by that, and a resumed run goes on with the plan that its
/// checkpoint remembers.
/// </summary>
/// <param name="steps">Of the run.</param>
/// <param name="share">Of the run's time, what all looks may take; null for no limit.</param>
internal sealed class LookPlan(int steps, double? share)
{
    /// <summary>Name under which a checkpoint remembers <see cref="Stride"/>.</summary>
    public const string Series = "quality.stride";

    private const int MostLooks = 10;

    private readonly int _every = LossBook.ReadEverySteps * Math.Max(1, steps / (MostLooks * LossBook.ReadEverySteps));

    /// <summary>Places from look to look; 0 before the first look, <see cref="Never"/> where another cannot be afforded.</summary>
    public int Stride { get; set; }

    private static int Never => int.MaxValue;

    // The last place that lies within the run.
    private int Last => steps / _every;

    /// <summary>True where a look is due after a step.</summary>
    public bool Has(int step) =>
        step % _every == 0 && (Stride == 0 || (Stride != Never && (Last - (step / _every)) % Stride == 0));

    /// <summary>Whether the run can afford the first look; where it cannot, there is none.</summary>
    /// <param name="lookSeconds">What a look is expected to take.</param>
    /// <param name="stepSeconds">Of a step.</param>
    public bool Affords(double lookSeconds, double stepSeconds)
    {
        if (Stride == 0 && lookSeconds > share * stepSeconds * steps)
        {
            Stride = Never;
        }

        return Stride != Never;
    }

    /// <summary>Plans the rest of the run after a look.</summary>
    /// <param name="lookSeconds">What it took.</param>
    /// <param name="stepSeconds">Of a step, looks not counted.</param>
    public void Looked(double lookSeconds, double stepSeconds)
    {
        if (Stride == 0)
        {
            Stride = share is { } most ? StrideFor((int)Math.Min(MostLooks, most * stepSeconds * steps / lookSeconds) - 1) : 1;
        }
    }

    // The first place is taken: so many more, the last of them at the end of the run.
    private int StrideFor(int more) => more < 1 ? Never : Math.Max(1, (int)Math.Ceiling((Last - 1.0) / more));
}
