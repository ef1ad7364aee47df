using System.Net;
using AigcStudio.Core.Gallery;
using NetVips;

namespace AigcStudio.Media.Gallery;

/// <summary>Draws a readable label in the lower right corner, on a dark plate.</summary>
internal static class VisibleLabel
{
    // GB 45438-2025 asks for letters of at least 5 % of the shorter side; below 256 px these would be 12 px and unreadable.
    private const int SmallestSide = 256;
    private const double LetterShare = 0.05;
    private const double PlateOpacity = 0.62;

    /// <summary>The labelled picture; a small one is enlarged by a whole factor first, its pixels staying sharp, unless its size is to stay.</summary>
    /// <exception cref="ExportException"><c>export.labelNotDrawn</c>: this host has no font for the text.</exception>
    public static Image Draw(Image picture, string text, bool keepsSize = false)
    {
        var factor = keepsSize ? 1 : (int)Math.Ceiling((double)SmallestSide / Math.Min(picture.Width, picture.Height));
        using var large = factor > 1 ? picture.Zoom(factor, factor) : picture.Copy();
        using var three = large.Colourspace(Enums.Interpretation.Srgb);
        using var letters = Letters(text, three);
        var margin = Math.Max(4, letters.Height / 3);
        var (width, height) = (Math.Min(three.Width, letters.Width + (2 * margin)), letters.Height + (2 * margin));
        var (left, top) = (three.Width - width, three.Height - height);
        using var under = three.Crop(left, top, width, height);
        using var plate = under.Linear([1 - PlateOpacity], [0]);
        using var mask = letters.Embed(margin, margin, width, height);
        using var white = under.NewFromImage(255, 255, 255);
        using var written = mask.Ifthenelse(white, plate, blend: true);
        using var corner = written.Cast(Enums.BandFormat.Uchar);
        return three.Insert(corner, left, top);
    }

    private static Image Letters(string text, Image picture)
    {
        var pixels = Math.Max(13, (int)Math.Round(LetterShare * Math.Min(picture.Width, picture.Height)));
        try
        {
            // The text is Pango markup: angle brackets of ours are none of its.
            var letters = Image.Text(WebUtility.HtmlEncode(text), font: $"sans bold {pixels}px", width: picture.Width - 16, dpi: 72);
            return letters.Max() > 0 ? letters : throw new ExportException("export.labelNotDrawn");
        }
        catch (VipsException)
        {
            throw new ExportException("export.labelNotDrawn");
        }
    }
}
