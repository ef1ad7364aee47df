using System.Globalization;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Reviews;

/// <summary>The place of a comment in words.</summary>
internal static class PlaceWords
{
    private const int Quoted = 24;

    /// <param name="text">Of a text artifact, to be quoted.</param>
    /// <returns>Empty for a comment on the whole.</returns>
    public static string Of(Texts texts, CommentPlace place, string? text) => place switch
    {
        { Second: { } second } => texts["reviews.comment.at.second", second.ToString("0.0", CultureInfo.CurrentCulture)],
        { Offset: { } offset } => texts["reviews.comment.at.line", LineOf(text, offset), Quote(text, offset)],
        { X: { } x, Y: { } y } => texts["reviews.comment.at.point", x.ToString("P0", CultureInfo.CurrentCulture), y.ToString("P0", CultureInfo.CurrentCulture)],
        _ => "",
    };

    /// <summary>From 1.</summary>
    public static int LineOf(string? text, int offset) => 1 + (text ?? "").AsSpan(0, Math.Min(offset, text?.Length ?? 0)).Count('\n');

    /// <summary>Characters from the start to a line's first one.</summary>
    /// <param name="line">From 1.</param>
    public static int StartOf(string? text, int line) => (text ?? "").Split('\n').Take(line - 1).Sum(l => l.Length + 1);

    private static string Quote(string? text, int offset)
    {
        var rest = (text ?? "")[Math.Min(offset, text?.Length ?? 0)..].Split('\n')[0];
        return rest.Length <= Quoted ? rest : rest[..Quoted] + "…";
    }
}
