namespace AigcStudio.Core.Campaigns.Sets;

/// <summary>Those of a brand's rules that a candidate can be held against before there is an ad.</summary>
public static class PieceChecks
{
    /// <summary>How much of a picture's colour is near the palette.</summary>
    /// <param name="planes">sRGB as <c>[3, side, side]</c>.</param>
    public static BrandCheck Picture(AdBrand brand, ReadOnlySpan<byte> planes) => PaletteCheck.Of(brand, new AdLook([], null, ColourCount.Of(planes)));

    /// <summary>
    /// Nothing where a banned word stands in it, else how well it fits as a headline, in the mean of the channels: a text that is twice
    /// as long as a channel's headline counts half there, because half of it goes into the body.
    /// </summary>
    /// <param name="channels">Of the campaign; at least one.</param>
    public static BrandCheck Headline(AdBrand brand, IReadOnlyList<AdChannel> channels, string text)
    {
        var words = WordsCheck.Of(new AdDesign("", text, "", "", "", "", ""), brand);
        if (!words.Passed)
        {
            return words with { Share = 0 };
        }

        var length = Math.Max(1, TypeRuler.Length(text));
        var fits = channels.Count(c => length <= c.HeadlineMost);
        var share = channels.Average(c => Math.Min(1, (double)c.HeadlineMost / length));
        return new("length", share, fits == channels.Count, Said.Of(fits == 0 ? "sets.check.long" : "sets.check.fits", length, fits, channels.Count));
    }

    /// <summary>Its length alone: how loud it is does not count, for it is levelled when it goes out.</summary>
    public static BrandCheck Sound(double seconds) => SoundChecks.Seconds(seconds);
}
