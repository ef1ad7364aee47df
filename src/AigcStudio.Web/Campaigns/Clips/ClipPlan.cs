using AigcStudio.Core;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary>What the clip of an ad would walk through, or why it can have none.</summary>
/// <param name="Stops">Pictures of one checkpoint, in the ad's order; empty where there can be no clip.</param>
/// <param name="Refusal">Null where there can be one.</param>
public sealed record ClipPlan(Guid AdId, IReadOnlyList<DrawnSource> Stops, Said? Refusal);
