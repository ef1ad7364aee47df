namespace AigcStudio.Core.Gallery;

public enum PictureFormat
{
    Png,
    Jpeg,
    Webp,
}

/// <summary>
/// What every exported file says of itself: IPTC digital source type <c>trainedAlgorithmicMedia</c> and the TC260 AIGC label.
/// </summary>
/// <param name="Producer">The workspace's name, as ContentProducer.</param>
/// <param name="ProduceId">The artifact's id, as ProduceID.</param>
/// <param name="VisibleText">A visible label in the corner, or null for none, by the workspace's policy.</param>
/// <param name="KeepsSize">The picture has the size that somebody asked for: a label is not worth enlarging a small one.</param>
public sealed record ProvenanceMark(string Producer, string ProduceId, string? VisibleText, bool KeepsSize = false);
