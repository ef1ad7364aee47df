using System.Text.Json.Nodes;

namespace AigcStudio.Core.Models;

/// <summary>Everything that decides a training but the data: same recipe, same data, same weights on CPU.</summary>
/// <param name="Settings">Values by <see cref="SettingDescriptor.Name"/>; what is absent has its default.</param>
public sealed record Recipe(string FamilyId, int Seed, int Steps, JsonObject Settings);
