using System.Globalization;

namespace AigcStudio.Web.Gallery;

internal static class SoundWords
{
    /// <summary>A length as people read it: <c>0.8 s</c>, <c>12 s</c>, <c>1:05</c>.</summary>
    public static string Length(int milliseconds) => milliseconds switch
    {
        < 10_000 => (milliseconds / 1000.0).ToString("0.0", CultureInfo.CurrentCulture) + " s",
        < 60_000 => (milliseconds / 1000.0).ToString("0", CultureInfo.CurrentCulture) + " s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000}:{milliseconds / 1000 % 60:00}"),
    };
}
