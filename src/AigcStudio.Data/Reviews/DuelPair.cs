using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Reviews;

/// <summary>Two outputs side by side, without a word of who made them.</summary>
public sealed record DuelPair(Modality Modality, BlindTile Left, BlindTile Right);

/// <summary>Who made what, told after the vote.</summary>
/// <param name="Id">Of the vote, with which it can be taken back.</param>
public sealed record DuelOutcome(Guid Id, Contender Left, Contender Right);
