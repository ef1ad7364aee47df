using System.Text;

namespace AigcStudio.Data.Datasets.Import.Texts;

internal static class KeptText
{
    /// <param name="text">Clean (<see cref="CleanText"/>).</param>
    public static Kept Of(long sequence, string name, string? label, string text, string? reply) =>
        new(sequence, name, label, CleanText.Hash(text, reply), Bytes(text) + Bytes(reply), 0)
        {
            Text = text,
            Reply = reply,
            Key = CleanText.Key(text, reply),
        };

    private static int Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
