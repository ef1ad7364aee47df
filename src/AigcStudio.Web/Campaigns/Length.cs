using System.Globalization;

namespace AigcStudio.Web.Campaigns;

internal static class Length
{
    private const char FirstWide = '\u2e80';

    /// <summary>As channels count: a Chinese character takes the room of two letters.</summary>
    public static int Of(string text) => StringInfo.ParseCombiningCharacters(text).Sum(i => text[i] >= FirstWide ? 2 : 1);
}
