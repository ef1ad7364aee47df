namespace AigcStudio.Generative.Runs;

/// <summary>A loss or a weight is no longer a finite number: <c>health.notANumber(step)</c>.</summary>
public sealed class DivergedException(int step, string series) : Core.StudioException("health.notANumber", step)
{
    public int Step { get; } = step;

    /// <summary>The series or tensor that showed it.</summary>
    public string Series { get; } = series;
}
