using NetVips;

namespace AigcStudio.Media.Datasets;

/// <summary>Every picture in one way: upright, sRGB, three bands of bytes, alpha over white.</summary>
internal static class NormalPicture
{
    private const string Profile = "icc-profile-data";
    private const string Orientation = "orientation";

    /// <exception cref="VipsException">The pixels cannot be read or have no colour that we know.</exception>
    public static Image From(Image source)
    {
        using var upright = Turn(source);
        using var coloured = ToSrgb(upright);
        using var flat = coloured.HasAlpha() ? coloured.Flatten(background: [255, 255, 255]) : coloured.Copy();
        using var three = flat.Bands == 1 ? flat.Bandjoin(flat, flat) : flat.Copy();
        return three.Format == Enums.BandFormat.Uchar ? three.Copy() : three.Cast(Enums.BandFormat.Uchar);
    }

    // Turning reads from the bottom, which a picture that is decoded from the top cannot give: it is decoded whole first.
    private static Image Turn(Image source)
    {
        if (!source.Contains(Orientation) || source.Get(Orientation) is not (int and > 1))
        {
            return source.Copy();
        }

        using var whole = source.CopyMemory();
        return whole.Autorot();
    }

    private static Image ToSrgb(Image image)
    {
        var cmyk = image.Interpretation == Enums.Interpretation.Cmyk;
        if (cmyk || image.Contains(Profile))
        {
            try
            {
                return image.IccTransform("srgb", embedded: true, inputProfile: cmyk ? "cmyk" : null);
            }
            catch (VipsException) when (!cmyk)
            {
                // A profile that does not fit the pixels: better plain sRGB than no picture.
            }
        }

        return image.Colourspace(Enums.Interpretation.Srgb);
    }
}
