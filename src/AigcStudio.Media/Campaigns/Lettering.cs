using System.Globalization;
using System.Net;
using System.Text;
using AigcStudio.Core.Campaigns;
using NetVips;

namespace AigcStudio.Media.Campaigns;

/// <summary>
/// Words as ink, as large as their box allows. Pango shapes and breaks them: between words, in Chinese between characters.
/// </summary>
/// <param name="Mask">One byte a pixel; the caller disposes it.</param>
internal sealed record Lettering(Image Mask, int Pixels, int Lines, bool Shortened) : IDisposable
{
    private const double HeadlinePitch = 1.14;
    private const double BodyPitch = 1.4;
    private const double LastLine = 1.1;

    /// <returns>Null where there is nothing to write.</returns>
    /// <exception cref="CampaignException"><c>campaign.notWritten</c>: this host cannot draw the words, in whatever typeface.</exception>
    public static Lettering? Fit(AdText text)
    {
        var words = Clean(text.Words);
        if (words.Length == 0)
        {
            return null;
        }

        for (var (low, high, best) = (text.Smallest, text.Largest, (Image?)null); ;)
        {
            var middle = (low + high + 1) / 2;
            var drawn = Draw(text, words, middle, text.Box.Width);
            if (drawn is not null && Fits(text, drawn, middle))
            {
                best?.Dispose();
                (best, low) = (drawn, middle);
            }
            else
            {
                drawn?.Dispose();
                high = middle - 1;
            }

            if (low >= high)
            {
                return best is null ? Least(text, words) : Balanced(text, words, best, low);
            }
        }
    }

    public void Dispose() => Mask.Dispose();

    // The smallest size was never tried where larger ones failed.
    private static Lettering Least(AdText text, string words)
    {
        var whole = Draw(text, words, text.Smallest, text.Box.Width);
        if (whole is not null && Fits(text, whole, text.Smallest))
        {
            return Balanced(text, words, whole, text.Smallest);
        }

        whole?.Dispose();
        return Shorten(text, words);
    }

    private static Lettering Shorten(AdText text, string words)
    {
        var elements = StringInfo.ParseCombiningCharacters(words);
        var cuts = elements.Where(i => i > 0 && (words[i] == ' ' || words[i] >= '\u2e80')).ToArray();
        var fitting = Longest(text, words, cuts) ?? Longest(text, words, elements[1..]);
        var kept = fitting ?? Draw(text, Ellipsed(words, elements.Length > 1 ? elements[1] : words.Length), text.Smallest, text.Box.Width)
            ?? throw new CampaignException("campaign.notWritten", words);
        return new(kept, text.Smallest, LinesOf(text, kept, text.Smallest), Shortened: true);
    }

    private static Image? Longest(AdText text, string words, int[] cuts)
    {
        Image? best = null;
        for (var (low, high) = (0, cuts.Length - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            var drawn = Draw(text, Ellipsed(words, cuts[middle]), text.Smallest, text.Box.Width);
            if (drawn is not null && Fits(text, drawn, text.Smallest))
            {
                best?.Dispose();
                (best, low) = (drawn, middle + 1);
            }
            else
            {
                drawn?.Dispose();
                high = middle - 1;
            }
        }

        return best;
    }

    private static string Ellipsed(string words, int end) => words[..end].TrimEnd(' ', ',', '.', ';', ':', '，', '。', '、') + "…";

    // As narrow as the same number of lines allows: lines of like length look set by hand, a lone last word does not.
    private static Lettering Balanced(AdText text, string words, Image drawn, int pixels)
    {
        var lines = LinesOf(text, drawn, pixels);
        if (lines > 1)
        {
            for (var (low, high) = (text.Box.Width / lines, text.Box.Width - 1); low <= high;)
            {
                var middle = (low + high) / 2;
                var narrow = Draw(text, words, pixels, middle);
                if (narrow is not null && narrow.Width <= middle && LinesOf(text, narrow, pixels) == lines)
                {
                    drawn.Dispose();
                    (drawn, high) = (narrow, middle - 1);
                }
                else
                {
                    narrow?.Dispose();
                    low = middle + 1;
                }
            }
        }

        return new(drawn, pixels, lines, Shortened: false);
    }

    // By whole lines, not by ink: a line without descenders takes as much room as another.
    private static bool Fits(AdText text, Image drawn, int pixels) =>
        drawn.Width <= text.Box.Width && drawn.Height <= text.Box.Height
        && (((LinesOf(text, drawn, pixels) - 1) * PitchOf(text)) + LastLine) * pixels <= text.Box.Height;

    private static double PitchOf(AdText text) => text.Role == "body" ? BodyPitch : HeadlinePitch;

    private static int LinesOf(AdText text, Image drawn, int pixels) =>
        1 + Math.Max(0, (int)Math.Floor((drawn.Height - (0.45 * pixels)) / (PitchOf(text) * pixels)));

    private static Image? Draw(AdText text, string words, int pixels, int width)
    {
        var font = $"{text.Font} {(text.Weight >= 600 ? "Bold " : "")}{pixels}px";
        var sample = words.Any(c => c >= '\u2e80') ? "国" : "H";
        try
        {
            // Typefaces differ in how far apart they want their lines, most of all those that hold Chinese: ask, then correct.
            using var one = Image.Text(sample, font: font, dpi: 72);
            using var two = Image.Text($"{sample}\n{sample}", font: font, dpi: 72);
            var spacing = (int)Math.Round((PitchOf(text) * pixels) - (two.Height - one.Height));
            return Image.Text(
                WebUtility.HtmlEncode(words), font: font, width: width, align: text.Centred ? Enums.Align.Centre : Enums.Align.Low,
                dpi: 72, spacing: spacing, wrap: Enums.TextWrap.Word);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    // Markup holds no control characters and no half characters.
    private static string Clean(string words)
    {
        var clean = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
