using AigcStudio.Core.Accounts;
using AigcStudio.Data.Models;
using AigcStudio.Web.Models;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary>Published models that can draw for a set: not those that answer questions or enlarge what others drew.</summary>
public sealed class SetModels(ModelReader models, FamilyCatalog families)
{
    private const int MostListed = 200;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<SetModel>> ListAsync(Viewer viewer, CancellationToken cancel) =>
        [.. (await models.ListAsync(viewer, new ModelFilter(), after: null, MostListed, cancel)).Items
            .Select(card => (card, family: families.Find(card.FamilyId)))
            .Where(m => m.family is { Pairs: false, Enlarges: false })
            .Select(m => new SetModel(m.card.Id, m.card.Name, m.card.Modality, m.family!.Labelled ? m.card.Labels : []))];
}
