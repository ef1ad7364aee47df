namespace AigcStudio.Data.Runs;

/// <summary>How much a line of a run's log matters, the least first.</summary>
public enum RunLineLevel
{
    /// <summary>As it should be.</summary>
    Plain,

    /// <summary>Something to look at; the run goes on.</summary>
    Warning,

    /// <summary>Why the run ended badly.</summary>
    Error,
}
