namespace AigcStudio.Core.Models;

/// <summary>A recipe that cannot be trained: a setting out of range, a form that the family does not eat, too few items.</summary>
public sealed class RecipeException(string code, params object[] arguments) : StudioException(code, arguments);
