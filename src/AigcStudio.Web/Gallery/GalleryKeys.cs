using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Gallery;

internal static class GalleryKeys
{
    public static readonly KeyHint[] All =
    [
        new("← ↑ → ↓", "gallery.key.move"), new("Shift ←→", "gallery.key.extend"), new("X", "gallery.key.toggle"), new("Space", "gallery.key.space"),
        new("Ctrl A", "gallery.key.all"), new("Esc", "gallery.key.escape"), new("1–5", "gallery.key.rate"), new(".", "gallery.key.star"),
        new("L", "boards.key.lay"), new("C", "boards.key.compare"), new("Enter", "gallery.key.open"), new("Del", "gallery.key.delete"),
    ];

    /// <summary>Where the order is by hand.</summary>
    public static readonly KeyHint[] OfBoard = [.. All, new("[ ]", "boards.key.move")];

    public static readonly KeyHint[] OfOne =
    [
        new("← →", "gallery.key.prevnext"), new("1–5", "gallery.key.rate"), new(".", "gallery.key.star"), new("Del", "gallery.key.delete"),
        new("Space", "gallery.key.play"), new("Esc", "gallery.back"),
    ];
}
