using AigcStudio.Core.Datasets;
using NetVips;

namespace AigcStudio.Media.Datasets;

/// <summary>Makes examples of pictures: centre crop to the form's aspect, shrink with antialias, planes <c>[C, H, W]</c>.</summary>
internal static class PictureDecoding
{
    /// <summary>Writes one example into <paramref name="example"/>.</summary>
    /// <exception cref="ImportException">The picture cannot be used.</exception>
    public static void Decode(string path, ImageForm form, Span<byte> example)
    {
        using var picture = PictureFile.Decode(path, PictureCaps.Default);
        try
        {
            using var fitted = Fit(picture, form);
            Planes(fitted.WriteToMemory<byte>(), form, example);
        }
        catch (VipsException)
        {
            throw PictureFile.Damaged();
        }
    }

    // A picture that has the size already passes untouched: no filter may soften it.
    private static Image Fit(Image picture, ImageForm form) =>
        picture.Width == form.Width && picture.Height == form.Height
            ? picture.Copy()
            : picture.ThumbnailImage(form.Width, height: form.Height, size: Enums.Size.Both, crop: Enums.Interesting.Centre);

    private static void Planes(ReadOnlySpan<byte> rgb, ImageForm form, Span<byte> example)
    {
        var pixels = form.Width * form.Height;
        for (var i = 0; i < pixels; i++)
        {
            var (red, green, blue) = (rgb[i * 3], rgb[(i * 3) + 1], rgb[(i * 3) + 2]);
            if (form.Channels == 1)
            {
                example[i] = Luma.Of(red, green, blue);
            }
            else
            {
                (example[i], example[pixels + i], example[(2 * pixels) + i]) = (red, green, blue);
            }
        }
    }
}
