using System.Text.Json;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;

namespace AigcStudio.Web.Models;

/// <summary>The kinds of model this studio can train, as its Engine described them when it was built.</summary>
public sealed class FamilyCatalog
{
    private readonly Dictionary<string, FamilyDescriptor> _byId;

    /// <param name="families">In the order in which pages show them.</param>
    public FamilyCatalog(IReadOnlyList<FamilyDescriptor> families)
    {
        All = families;
        _byId = families.ToDictionary(f => f.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<FamilyDescriptor> All { get; }

    /// <summary>Reads <c>families.json</c>, which the Engine's build writes beside the Engine.</summary>
    /// <exception cref="InvalidDataException">The file is missing or is no list of families: the build is broken.</exception>
    public static FamilyCatalog Read(string path)
    {
        try
        {
            return new FamilyCatalog(FamilyList.Read(File.ReadAllText(path)));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new InvalidDataException($"The Engine's description of its families ({path}) cannot be read. Build the studio again.", e);
        }
    }

    /// <exception cref="RecipeException"><c>recipe.unknownFamily(id)</c>.</exception>
    public FamilyDescriptor Get(string id) => Find(id) ?? throw new RecipeException("recipe.unknownFamily", id);

    /// <summary>Null where a run's family is not in this build any more.</summary>
    public FamilyDescriptor? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>How few items of a kind some family learns from; null where none learns from that kind.</summary>
    public int? LeastFor(Modality modality) => All.Where(f => f.Modality == modality).Min(f => (int?)f.MinimumItems);

    /// <summary>What can learn from such a dataset, the best proposal first: families of pairs from pairs alone, the others from both.</summary>
    /// <param name="items">Those that are better with more stand behind those that are not, and last those that draw nothing of their own.</param>
    /// <param name="side">Shorter typical side of pictures, px: families that need larger ones are left out.</param>
    public IEnumerable<FamilyDescriptor> For(Modality modality, bool pairs, int items, int side = int.MaxValue) =>
        All.Where(f => f.Modality == modality && (pairs || !f.Pairs) && side >= f.LeastSide).OrderBy(f => f.Enlarges).ThenBy(f => items < f.WellFrom);
}
