using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Recommendations;

/// <summary>An artifact as a taste sees it.</summary>
/// <param name="Vector">By <see cref="FeatureNames"/>; empty where it is not measured yet: it then counts as average.</param>
/// <param name="Trashed">One learns from it, but it is neither recommended nor shown as an example.</param>
public sealed record TasteItem(Guid Id, Modality Modality, string? Label, Guid? ModelId, DateTimeOffset CreatedAt, float[] Vector, bool Trashed = false);
