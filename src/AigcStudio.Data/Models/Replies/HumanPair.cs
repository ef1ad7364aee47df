namespace AigcStudio.Data.Models.Replies;

/// <summary>A question and its reply, both by people, as they lie in a dataset version.</summary>
/// <param name="Label">What the question wants; null where the data does not say.</param>
public sealed record HumanPair(string Question, string Reply, string? Label);

/// <param name="Similarity">Cosine of the two questions, 0 to 1.</param>
public sealed record NearPair(HumanPair Pair, double Similarity);

/// <param name="Share">Of the draft's sequences of five words those that one human reply has too, 0 to 1.</param>
/// <param name="Pair">The reply with the most; null where no sequence is known.</param>
public sealed record CopyFinding(double Share, HumanPair? Pair)
{
    /// <summary>From here on a draft says little that its source does not say: four of five sequences.</summary>
    public const double Nearly = 0.8;

    public bool IsNearlyCopy => Share >= Nearly;
}
