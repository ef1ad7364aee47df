using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Reviews;

/// <summary>The keys of the ways of working, as the list behind <c>?</c> says them.</summary>
internal static class ReviewKeys
{
    public static readonly KeyHint[] Focus =
    [
        new("1–5", "gallery.key.rate"), new("A", "reviews.key.approve"), new("R", "reviews.key.reject"), new("Enter", "reviews.key.next"),
        new("Backspace", "reviews.key.back"), new("C", "reviews.key.comment"), new("L", "reviews.key.looked"), new("Space", "gallery.key.play"),
    ];

    public static readonly KeyHint[] Bulk =
    [
        new("1–5", "reviews.key.rateMany"), new("A", "reviews.key.approveMany"), new("R", "reviews.key.rejectMany"), new("Ctrl A", "gallery.key.all"),
        new("Esc", "gallery.key.escape"), new("U", "gallery.undo"), new("Enter", "reviews.key.more"),
    ];

    public static readonly KeyHint[] Duel =
    [
        new("← →", "reviews.key.better"), new("↑", "reviews.key.tie"), new("↓", "reviews.key.bad"), new("Enter", "reviews.key.nextPair"),
        new("Backspace", "reviews.key.takeBack"),
    ];

    /// <summary>What <c>reviews.js</c> listens for.</summary>
    public static readonly string[] OfFocus = ["1", "2", "3", "4", "5", "a", "r", "c", "l", "Enter", "Backspace", "ArrowRight", "ArrowLeft"];

    public static readonly string[] OfBulk = ["1", "2", "3", "4", "5", "a", "r", "u", "Control+a", "Escape", "Enter"];

    public static readonly string[] OfDuel = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", "Backspace"];
}
