using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>A text as it was cut out of its file, not yet cleaned.</summary>
/// <param name="Place">Its line, record or paragraph, from 1; 0 where it is the whole file.</param>
/// <param name="Reply">Null where the file has no replies.</param>
/// <param name="Refusal">Why it cannot be used; null where it can.</param>
internal sealed record TextPiece(long Place, string Text, string? Label = null, string? Reply = null, Said? Refusal = null)
{
    public static TextPiece Refused(long place, string code, params object[] arguments) => new(place, "", Refusal: Said.Of(code, arguments));
}
