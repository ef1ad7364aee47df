namespace AigcStudio.Core.Campaigns;

/// <summary>How a layout divides a channel: the stage for pictures and the room for copy.</summary>
/// <param name="Stage">Room of the pictures.</param>
/// <param name="Bleeds">Pictures run to the stage's edges; else they stand apart, with rounded corners.</param>
/// <param name="Copy">Room of the copy, within the margins and clear of the label.</param>
/// <param name="CopyGround">Colour under the copy, <c>#rrggbb</c>.</param>
/// <param name="CopyInk">Colour of the copy.</param>
/// <param name="ButtonColour">Of the button.</param>
/// <param name="Panels">Under the pictures.</param>
/// <param name="Cards">Over the pictures.</param>
internal sealed record AdScene(
    AdBox Stage,
    bool Bleeds,
    AdBox Copy,
    bool Centred,
    string CopyGround,
    string CopyInk,
    string ButtonColour,
    IReadOnlyList<AdPanel> Panels,
    IReadOnlyList<AdPanel> Cards)
{
    public static AdScene Of(AdDesign design, AdBrand brand, AdChannel channel) => design.Layout switch
    {
        "split" => Split(design, brand, channel),
        "band" => Band(design, brand, channel),
        "pattern" => Pattern(design, brand, channel),
        _ => Full(design, brand, channel),
    };

    private static AdScene Full(AdDesign design, AdBrand brand, AdChannel channel)
    {
        var margin = AdMeasures.Margin(channel, brand);
        if (AdMeasures.IsWide(channel))
        {
            return Beside(design, channel, margin, AdMeasures.IsStrip(channel) ? 0.7 : 0.48, bleeds: true);
        }

        // Apps lay their own controls over the top of a story.
        var head = AdMeasures.IsTall(channel) ? Math.Max(margin, (int)(channel.Height * 0.07)) : margin;
        var edge = (int)(channel.Height * (AdMeasures.IsSmall(channel) ? 0.66 : AdMeasures.IsTall(channel) ? 0.46 : 0.56));
        return Plain(
            design,
            new AdBox(0, edge, channel.Width, channel.Height - edge),
            bleeds: true,
            new AdBox(margin, head, channel.Width - (2 * margin), edge - head - (margin * 2 / 3)));
    }

    private static AdScene Split(AdDesign design, AdBrand brand, AdChannel channel)
    {
        var margin = AdMeasures.Margin(channel, brand);
        if (!AdMeasures.IsTall(channel))
        {
            return Beside(design, channel, margin, AdMeasures.IsStrip(channel) ? 0.7 : AdMeasures.IsSmall(channel) ? 0.6 : 0.52, bleeds: false);
        }

        var head = Math.Max(margin, (int)(channel.Height * 0.05));
        var edge = (int)(channel.Height * 0.5);
        var copy = new AdBox(margin, edge + margin, channel.Width - (2 * margin), channel.Height - edge - (2 * margin));
        return Plain(
            design, new AdBox(margin, head, channel.Width - (2 * margin), edge - head), bleeds: false, AdMeasures.AboveLabel(copy, channel));
    }

    private static AdScene Band(AdDesign design, AdBrand brand, AdChannel channel)
    {
        var margin = AdMeasures.Margin(channel, brand);
        var ink = Readable.On(design.Accent, design.Ground, design.Ink);
        var button = Readable.Apart(design.Accent, design.Ground, design.Ink);
        if (AdMeasures.IsWide(channel))
        {
            var beside = Beside(design, channel, margin, AdMeasures.IsStrip(channel) ? 0.7 : 0.46, bleeds: true);
            var column = new AdBox(0, 0, beside.Stage.Left, channel.Height);
            return beside with { CopyGround = design.Accent, CopyInk = ink, ButtonColour = button, Panels = [new AdPanel(column, design.Accent, 0)] };
        }

        var edge = (int)(channel.Height * (AdMeasures.IsSmall(channel) ? 0.26 : AdMeasures.IsTall(channel) ? 0.52 : 0.44));
        var band = new AdBox(0, edge, channel.Width, channel.Height - edge);
        var inset = AdMeasures.IsSmall(channel) ? margin * 2 / 3 : margin;
        var copy = new AdBox(margin, edge + inset, channel.Width - (2 * margin), band.Height - inset - margin);
        return new AdScene(
            new AdBox(0, 0, channel.Width, edge),
            true,
            AdMeasures.AboveLabel(copy, channel),
            false,
            design.Accent,
            ink,
            button,
            [new AdPanel(band, design.Accent, 0)],
            []);
    }

    private static AdScene Pattern(AdDesign design, AdBrand brand, AdChannel channel)
    {
        var margin = AdMeasures.Margin(channel, brand);
        var (width, height) = (channel.Width, channel.Height);
        var card = channel switch
        {
            _ when AdMeasures.IsStrip(channel) => new AdBox(width * 19 / 100, 0, width * 62 / 100, height),
            _ when AdMeasures.IsSmall(channel) => new AdBox(margin, margin, width - (2 * margin), AdMeasures.LabelCorner(channel).Top - (2 * margin) + (margin / 2)),
            _ when AdMeasures.IsWide(channel) => new AdBox(margin, margin, width * 50 / 100, height - (2 * margin)),
            _ when AdMeasures.IsTall(channel) => Middle(width, height, width * 78 / 100, height > 1.5 * width ? height * 44 / 100 : height * 56 / 100),
            _ => Middle(width, height, width * 74 / 100, height * 62 / 100),
        };
        var inner = AdMeasures.IsStrip(channel) ? Math.Max(margin, 12) : AdMeasures.IsSmall(channel) ? margin : (int)(card.Width * 0.09);
        var copy = AdMeasures.IsStrip(channel)
            ? new AdBox(card.Left + (inner * 3 / 2), margin, card.Width - (inner * 3), height - (2 * margin))
            : card.Inset(inner);
        return new AdScene(
            new AdBox(0, 0, width, height),
            true,
            copy,
            !AdMeasures.IsWide(channel),
            design.Ground,
            design.Ink,
            design.Accent,
            [],
            [new AdPanel(card, design.Ground, AdMeasures.IsStrip(channel) ? 0 : channel.ShorterSide / 36)]);
    }

    private static AdScene Beside(AdDesign design, AdChannel channel, int margin, double share, bool bleeds)
    {
        var edge = (int)(channel.Width * share);
        var stage = new AdBox(edge, 0, channel.Width - edge, channel.Height);
        var apart = new AdBox(edge, margin, channel.Width - edge - margin, channel.Height - (2 * margin));
        var gap = bleeds ? margin : margin * 3 / 4;
        return Plain(design, bleeds ? stage : apart, bleeds, new AdBox(margin, margin, edge - margin - gap, channel.Height - (2 * margin)));
    }

    private static AdScene Plain(AdDesign design, AdBox stage, bool bleeds, AdBox copy) =>
        new(stage, bleeds, copy, false, design.Ground, design.Ink, design.Accent, [], []);

    private static AdBox Middle(int width, int height, int cardWidth, int cardHeight) =>
        new((width - cardWidth) / 2, (height - cardHeight) / 2, cardWidth, cardHeight);
}
