namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>Whether what was made is copied out of the training set. The thresholds are those of <see cref="CopyReport"/>.</summary>
public enum CopyVerdict
{
    /// <summary>No nearer to the training set than to items held out, as far as so many items can tell.</summary>
    Sound,

    /// <summary>Nearer than chance allows: look at the pairs.</summary>
    Suspicious,

    /// <summary>Nearer by much.</summary>
    Copies,
}
