using AigcStudio.Core.Datasets;

namespace AigcStudio.Generative.Models.Text;

/// <summary>Texts as numbers of characters; a character is a code point of Unicode.</summary>
internal static class CharacterTokens
{
    /// <summary>The characters of the items that may be trained on, the rarest beyond <paramref name="most"/> left to <see cref="Vocabulary.Unknown"/>.</summary>
    internal static Vocabulary Learn(IExampleStore store, int most)
    {
        var counts = new Dictionary<string, int>();
        foreach (var text in TrainingTexts.Of(store))
        {
            foreach (var rune in text.EnumerateRunes())
            {
                var piece = rune.ToString();
                counts[piece] = counts.GetValueOrDefault(piece) + 1;
            }
        }

        return Vocabulary.Of(counts.Select(c => (c.Key, c.Value)), most);
    }

    internal static int[] Split(Vocabulary vocabulary, string text) => [.. text.EnumerateRunes().Select(r => vocabulary.NumberOf(r.ToString()))];
}
