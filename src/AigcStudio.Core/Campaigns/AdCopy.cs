namespace AigcStudio.Core.Campaigns;

/// <summary>
/// Sets the copy: sender, headline, body and button under each other on one edge. The sizes step down together until all fits;
/// then the body goes, then the sender.
/// </summary>
/// <param name="Cards">The button, where there is one.</param>
internal sealed record AdCopy(IReadOnlyList<AdText> Texts, IReadOnlyList<AdPanel> Cards, AdBox? Logo)
{
    private const double LineHeight = 1.16;
    private const double BodyLineHeight = 1.42;
    private const double SmallestStep = 0.5;

    public static AdCopy Set(AdScene scene, AdDesign design, AdBrand brand, AdChannel channel, (int Width, int Height)? logo)
    {
        var body = channel.BodyMost > 0 ? design.Body : "";
        var sender = design.ShowLogo ? brand.Name : "";
        var row = AdMeasures.IsStrip(channel);
        (string Body, string Sender, double Least)[] tries = [(body, sender, 0.6), ("", sender, SmallestStep), ("", "", SmallestStep)];
        foreach (var attempt in tries)
        {
            for (var step = 1.0; step >= attempt.Least; step -= 0.05)
            {
                var sizes = AdSizes.Of(channel, step);
                var stack = Heights(scene, design, attempt.Body, attempt.Sender, sizes, row);
                if (stack.Fits || (step - 0.05 < attempt.Least && attempt.Sender.Length == 0))
                {
                    return Place(scene, design, brand, attempt.Body, attempt.Sender, logo, sizes, stack, row);
                }
            }
        }

        throw new InvalidOperationException("The last step always sets the copy.");
    }

    private static Stack Heights(AdScene scene, AdDesign design, string body, string sender, AdSizes sizes, bool row)
    {
        var button = design.Call.Length == 0 ? new(0, 0) : ButtonOf(design.Call, sizes);
        var width = scene.Copy.Width - (row && button.Width > 0 ? button.Width + sizes.Gap : 0);
        var lines = TypeRuler.Lines(design.Headline, sizes.Headline, true, width);
        var bodyLines = body.Length == 0 ? 0 : TypeRuler.Lines(body, sizes.Body, false, width);
        var stack = new Stack(
            width,
            sender.Length == 0 ? 0 : sizes.Sender * 3 / 2,
            (int)Math.Ceiling(lines * LineHeight * sizes.Headline),
            (int)Math.Ceiling(bodyLines * BodyLineHeight * sizes.Body),
            button,
            sizes.Gap,
            row,
            false);
        var fits = stack.Total <= scene.Copy.Height && lines <= (sizes.Step > 0.75 ? 3 : 4) && bodyLines <= 5 && button.Width <= scene.Copy.Width
            && TypeRuler.WidestWord(design.Headline, sizes.Headline, true) <= width;
        return stack with { Fits = fits };
    }

    private static AdCopy Place(
        AdScene scene, AdDesign design, AdBrand brand, string body, string sender, (int Width, int Height)? logo, AdSizes sizes, Stack stack, bool row)
    {
        var texts = new List<AdText>();
        var room = scene.Copy;
        var top = room.Top + Math.Max(0, (room.Height - stack.Total) / 2);
        AdBox? mark = null;
        if (sender.Length > 0)
        {
            if (logo is { } size)
            {
                mark = LogoBox(scene, size, top, stack, sizes);
            }
            else
            {
                texts.Add(new("brand", sender, new(room.Left, top, stack.Width, stack.Sender), brand.BodyFont, 700, sizes.Sender, sizes.Sender / 2, scene.CopyInk, scene.Centred, 0.5));
            }

            top += stack.Sender + stack.SenderGap;
        }

        var headline = new AdBox(room.Left, top, stack.Width, Math.Min(stack.Headline, room.Bottom - top - stack.Below));
        texts.Add(new("headline", design.Headline, headline, brand.HeadlineFont, 700, sizes.Headline * 11 / 10, Math.Max(10, sizes.Headline / 2), scene.CopyInk, scene.Centred, 0.5));
        top = headline.Bottom;
        if (body.Length > 0)
        {
            var box = new AdBox(room.Left, top + stack.BodyGap, stack.Width, stack.Body);
            texts.Add(new("body", body, box, brand.BodyFont, 400, sizes.Body, Math.Max(10, sizes.Body * 2 / 3), scene.CopyInk, scene.Centred, 0));
            top = box.Bottom;
        }

        if (stack.Button.Width == 0)
        {
            return new(texts, [], mark);
        }

        var width = Math.Min(stack.Button.Width, room.Width);
        var button = row
            ? new AdBox(room.Right - width, room.Top + ((room.Height - stack.Button.Height) / 2), width, stack.Button.Height)
            : new AdBox(room.Left + (scene.Centred ? (room.Width - width) / 2 : 0), top + stack.ButtonGap, width, stack.Button.Height);
        var padding = new AdBox(button.Left + (sizes.Call / 2), button.Top, button.Width - sizes.Call, button.Height);
        var ink = Readable.On(scene.ButtonColour, scene.CopyGround, design.Ink);
        texts.Add(new("call", design.Call, padding, brand.BodyFont, 700, sizes.Call, Math.Max(9, sizes.Call * 2 / 3), ink, true, 0.5));
        return new(texts, [new AdPanel(button, scene.ButtonColour, button.Height / 2)], mark);
    }

    private static AdBox LogoBox(AdScene scene, (int Width, int Height) size, int top, Stack stack, AdSizes sizes)
    {
        var most = (Width: stack.Width * 6 / 10, Height: Math.Max(stack.Sender, sizes.Sender));
        var scale = Math.Min((double)most.Width / size.Width, (double)most.Height / size.Height);
        var (width, height) = (Math.Max(1, (int)(size.Width * scale)), Math.Max(1, (int)(size.Height * scale)));
        return new AdBox(scene.Copy.Left + (scene.Centred ? (stack.Width - width) / 2 : 0), top + ((stack.Sender - height) / 2), width, height);
    }

    private static (int Width, int Height) ButtonOf(string call, AdSizes sizes) =>
        ((int)(TypeRuler.Width(call, sizes.Call, true) + (2.4 * sizes.Call)), (int)(2.3 * sizes.Call));

    /// <summary>Heights of what stands under each other, px; in a row the button stands beside.</summary>
    private sealed record Stack(int Width, int Sender, int Headline, int Body, (int Width, int Height) Button, int Gap, bool Row, bool Fits)
    {
        public int SenderGap => Sender == 0 ? 0 : Row ? Gap / 6 : Gap * 2 / 3;

        public int BodyGap => Body == 0 ? 0 : Gap * 9 / 10;

        public int ButtonGap => Button.Height == 0 ? 0 : Gap;

        public int Below => BodyGap + Body + (Row ? 0 : ButtonGap + Button.Height);

        public int Total => Sender + SenderGap + Headline + Below;
    }
}
