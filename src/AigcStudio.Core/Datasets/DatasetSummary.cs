namespace AigcStudio.Core.Datasets;

/// <summary>What a family must know of a dataset version before it can say which form it wants.</summary>
/// <param name="Count">Items, held-out ones included.</param>
/// <param name="Labels">Names of the labels; empty where there are none.</param>
/// <param name="TypicalWidth">Pictures: median width in pixels; 0 otherwise.</param>
/// <param name="TypicalHeight">Pictures: median height in pixels; 0 otherwise.</param>
/// <param name="Colour">Pictures: true where more than 1 % of the items have colour.</param>
public sealed record DatasetSummary(
    Modality Modality, int Count, IReadOnlyList<string> Labels, int TypicalWidth, int TypicalHeight, bool Colour)
{
    /// <summary>Texts: 95 % of the items have no more bytes of UTF-8; of the questions where there are pairs. 0 otherwise.</summary>
    public int TypicalBytes { get; init; }

    /// <summary>Pairs of question and reply: 95 % of the replies have no more bytes of UTF-8; 0 where there are no pairs.</summary>
    public int TypicalReplyBytes { get; init; }

    /// <summary>Sounds: median length in milliseconds; 0 otherwise.</summary>
    public int TypicalMilliseconds { get; init; }

    /// <summary>True where every item is a question and its reply.</summary>
    public bool Pairs => TypicalReplyBytes > 0;
}
