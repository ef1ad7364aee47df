namespace AigcStudio.Core.Reviews;

/// <summary>What a person says of two outputs side by side.</summary>
public enum DuelVerdict
{
    Left,
    Right,

    /// <summary>Equally good: half a win for each.</summary>
    Tie,

    /// <summary>Neither will do: half a win for each, because it says nothing of which is better.</summary>
    BothBad,
}
