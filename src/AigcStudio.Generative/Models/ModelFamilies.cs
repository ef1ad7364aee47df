using AigcStudio.Core.Models;

namespace AigcStudio.Generative.Models;

/// <summary>Every family of this assembly, found by scan, in the order of their ids.</summary>
public static class ModelFamilies
{
    public static IReadOnlyList<IModelFamily> All { get; } =
    [
        .. typeof(ModelFamilies).Assembly.GetTypes()
            .Where(t => t.IsAssignableTo(typeof(IModelFamily)) && t is { IsAbstract: false, IsInterface: false })
            .Select(t => (IModelFamily)Activator.CreateInstance(t)!)
            .OrderBy(f => f.Descriptor.Id, StringComparer.Ordinal),
    ];

    /// <exception cref="RecipeException"><c>recipe.unknownFamily(id)</c>.</exception>
    public static IModelFamily Of(string id) =>
        All.FirstOrDefault(f => f.Descriptor.Id == id) ?? throw new RecipeException("recipe.unknownFamily", id);
}
