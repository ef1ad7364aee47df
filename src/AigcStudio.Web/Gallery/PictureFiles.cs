using System.Globalization;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>Names and types of delivered pictures: made of ids and numbers, so that no name of a person's can be a path.</summary>
internal static class PictureFiles
{
    public static string ExtensionOf(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "jpg",
        PictureFormat.Webp => "webp",
        _ => "png",
    };

    public static string TypeOf(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Webp => "image/webp",
        _ => "image/png",
    };

    /// <summary>For example <c>20261124-seed7-0003-1a2b3c4d.png</c>: sorts by day and draw, unique by the id's last digits.</summary>
    public static string NameOf(ArtifactTile tile, PictureFormat format) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{tile.CreatedAt.UtcDateTime:yyyyMMdd}-seed{tile.Seed}-{tile.Index:D4}-{tile.Id.ToString("N")[^8..]}.{ExtensionOf(format)}");
}
