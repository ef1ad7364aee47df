using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Models;

namespace AigcStudio.Web.Models.Enlarging;

/// <summary>Which model makes a person's pictures larger.</summary>
public sealed class EnlargerChoice(ModelReader models, PlayReader checkpoints, FamilyCatalog families)
{
    private const int Looked = 20;

    /// <summary>The newest published model that the viewer may see and that enlarges, one of colours before one of grey; null where there is none.</summary>
    public async Task<ModelCard?> BestAsync(Viewer viewer, CancellationToken cancel)
    {
        ModelCard? grey = null;
        foreach (var family in families.All.Where(f => f.Enlarges))
        {
            foreach (var card in (await models.ListAsync(viewer, new ModelFilter(family.Id), null, Looked, cancel)).Items)
            {
                if ((await checkpoints.GetAsync(viewer, card.Id, cancel)).Form is ImageForm { Channels: 3 })
                {
                    return card;
                }

                grey ??= card;
            }
        }

        return grey;
    }

    /// <summary>As <see cref="BestAsync"/>, by its id.</summary>
    /// <exception cref="EnlargeException"><c>enlarge.noModel</c>.</exception>
    public async Task<Guid> NeedBestAsync(Viewer viewer, CancellationToken cancel) =>
        (await BestAsync(viewer, cancel))?.Id ?? throw new EnlargeException("enlarge.noModel");
}
