using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using NetVips;

namespace AigcStudio.Media.Campaigns;

/// <summary>Draws an ad by its plan and looks at what came out.</summary>
internal static class AdDrawing
{
    /// <exception cref="ImportException"><c>import.picture.*</c>: a picture or the logo cannot be used.</exception>
    public static AdLook Draw(AdSheet sheet, string outputPath, CancellationToken cancel)
    {
        var plan = sheet.Plan;
        var canvas = new AdCanvas(plan.Width, plan.Height, plan.Ground);
        foreach (var panel in plan.Panels)
        {
            canvas.Fill(panel);
        }

        using (var pictures = new TileCutter(sheet.PicturePaths))
        {
            foreach (var tile in plan.Tiles)
            {
                cancel.ThrowIfCancellationRequested();
                canvas.Lay(pictures.Cut(tile), tile.Box, tile.Corner);
            }
        }

        var colours = PictureColours.Of(canvas, plan.Tiles);
        foreach (var card in plan.Cards)
        {
            canvas.Fill(card);
        }

        var logo = plan.Logo is { } box && sheet.LogoPath is { } path ? Logo(canvas, path, box) : null;
        var texts = new List<AdTextLook>();
        foreach (var text in plan.Texts)
        {
            cancel.ThrowIfCancellationRequested();
            texts.Add(Write(canvas, text));
        }

        canvas.Save(outputPath);
        return new AdLook(texts, logo, colours);
    }

    private static AdTextLook Write(AdCanvas canvas, AdText text)
    {
        if (Lettering.Fit(text) is not { } letters)
        {
            return new(text.Role, text.Largest, text.Weight, 0, false, 21, 0);
        }

        using (letters)
        {
            var left = text.Box.Left + (text.Centred ? (text.Box.Width - letters.Mask.Width) / 2 : 0);
            var top = text.Box.Top + (int)Math.Round((text.Box.Height - letters.Mask.Height) * text.Rise);
            var box = new AdBox(left, top, letters.Mask.Width, letters.Mask.Height);
            var (red, green, blue) = HexColour.Parse(text.Colour);
            var contrast = AdEye.Contrast(canvas, box, Contrast.Luminance(red, green, blue));
            var busyness = AdEye.Busyness(canvas, box);
            canvas.Ink(letters.Mask.WriteToMemory<byte>(), box, text.Colour);
            return new(text.Role, letters.Pixels, text.Weight, letters.Lines, letters.Shortened, contrast, busyness);
        }
    }

    private static AdLogoLook Logo(AdCanvas canvas, string path, AdBox box)
    {
        var (_, header) = PictureFile.Open(path, PictureCaps.Default);
        using (header)
        {
            var rgba = Rgba(header, box);
            var look = new AdLogoLook(AdEye.Contrast(canvas, box, AdEye.MeanLuminance(rgba)), AdEye.Busyness(canvas, box));
            canvas.LayOver(rgba, box);
            return look;
        }
    }

    private static byte[] Rgba(Image header, AdBox box)
    {
        try
        {
            using var coloured = header.Colourspace(Enums.Interpretation.Srgb);
            using var small = coloured.ThumbnailImage(box.Width, height: box.Height, size: Enums.Size.Force);
            using var four = small.HasAlpha() ? small.Copy() : small.Bandjoin(255);
            using var bytes = four.Cast(Enums.BandFormat.Uchar);
            return bytes.WriteToMemory<byte>();
        }
        catch (VipsException)
        {
            throw PictureFile.Damaged();
        }
    }
}
