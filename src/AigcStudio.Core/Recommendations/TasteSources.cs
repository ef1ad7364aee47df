namespace AigcStudio.Core.Recommendations;

/// <summary>What a taste is made of.</summary>
/// <param name="Items">All that the person may see.</param>
/// <param name="Own">The person's opinions.</param>
/// <param name="Team">Everyone else's, one mean for each artifact: no single person's can be told from them.</param>
/// <param name="Models">Models that the person may see by name.</param>
public sealed record TasteSources(
    IReadOnlyList<TasteItem> Items, IReadOnlyList<Opinion> Own, IReadOnlyList<Opinion> Team, IReadOnlySet<Guid> Models, DateTimeOffset Now);
