using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Data.Campaigns.Sets;

/// <summary>A draw of sets as a list names it.</summary>
public sealed record SetCard(Guid Id, string Mood, DateTimeOffset CreatedAt, bool Ranked);

/// <summary>A draw of sets as a viewer may see it.</summary>
/// <param name="Ranked">False while it is drawn and looked at.</param>
/// <param name="Parts">Picture, headline, sound.</param>
/// <param name="Sets">The best first; fewer than <see cref="MatchedSets.MostOffered"/> where there is not so much to offer.</param>
/// <param name="Pictures">All pictures that may be offered, the best first.</param>
public sealed record SetView(
    Guid Id,
    Guid CampaignId,
    string Mood,
    DateTimeOffset CreatedAt,
    bool Ranked,
    IReadOnlyList<SetPartView> Parts,
    IReadOnlyList<OfferedSet> Sets,
    IReadOnlyList<Guid> Pictures);

/// <param name="ModelName">Null where the model is gone or the viewer may not see it.</param>
/// <param name="Label">Null where the model draws freely.</param>
/// <param name="GenerationId">The draw, as <c>/api/generations</c> has it; null where it was deleted.</param>
/// <param name="State">Of the draw; null where it was deleted.</param>
/// <param name="LockedId">What stays when the others are drawn again; null also where it can no longer be offered.</param>
/// <param name="Drawn">How many are there; of these <paramref name="NearCopies"/> are as near to a training item as a copy is, and never offered.</param>
public sealed record SetPartView(
    Modality Kind, Guid ModelId, string? ModelName, string? Label, Guid? GenerationId, JobState? State, Said? Failure, int Drawn, int NearCopies, Guid? LockedId);

/// <summary>A picture, a headline and a sound; what there is none of is null.</summary>
/// <param name="Score">As <see cref="Core.Campaigns.Sets.SetScore.OfSet"/>, 0 to 1; null for who only reviews: they do not see what others think.</param>
public sealed record OfferedSet(double? Score, OfferedPiece? Picture, OfferedPiece? Headline, OfferedPiece? Sound)
{
    public IEnumerable<OfferedPiece> Pieces => new[] { Picture, Headline, Sound }.OfType<OfferedPiece>();
}

/// <param name="Text">Headlines: all the words.</param>
/// <param name="Liking">0 to 1; null as <see cref="OfferedSet.Score"/>.</param>
/// <param name="Keeping">0 to 1.</param>
public sealed record OfferedPiece(ArtifactTile Tile, string? Text, bool Locked, double? Liking, LikingBasis Basis, double Keeping, Said Reason);

/// <summary>A kind to be drawn, or kept from an earlier draw.</summary>
/// <param name="GenerationId">Queued, or the earlier draw's.</param>
/// <param name="LockedId">What of an earlier draw stays.</param>
public sealed record SetPartPlan(Modality Kind, Guid ModelId, string? Label, Guid? GenerationId, Guid? LockedId = null);
