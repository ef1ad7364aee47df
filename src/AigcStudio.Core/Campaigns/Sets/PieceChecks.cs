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

    /// <summary>The product of the shares that <see cref="BrandChecks"/> gives length and loudness.</summary>
    /// <param name="level">
    /// Mean level of what is heard, dB below full scale. It stands in for the integrated loudness, from which it differs by a few dB; good
    /// enough to put sounds in order, and never shown as LUFS.
    /// </param>
    public static BrandCheck Sound(double level, double seconds)
    {
        var checks = BrandChecks.Of(new AdSound(level, seconds));
        var reason = Said.Of("sets.check.sound", CheckWords.Tenths(level), CheckWords.Tenths(seconds));
        return new("sound", checks.Aggregate(1.0, (share, check) => share * check.Share), checks.All(c => c.Passed), reason);
    }

    /// <summary>The same of a sound whose level was not measured: its length alone.</summary>
    public static BrandCheck Sound(double seconds) => SoundChecks.Seconds(new AdSound(double.NaN, seconds));
}
