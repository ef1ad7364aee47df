namespace AigcStudio.Media.Datasets;

/// <summary>Luma by ITU-R BT.709 on the gamma-coded values: grey stays exactly itself.</summary>
internal static class Luma
{
    public static byte Of(byte red, byte green, byte blue) => (byte)(((red * 13933) + (green * 46871) + (blue * 4732) + 32768) >> 16);
}
