using System.Text;

namespace AigcStudio.Generative.Datasets;

/// <summary>Sentences of made-up words: about as many different letters and words, and as long, as a person's would be.</summary>
internal static class MadeUpText
{
    private const string Consonants = "bdfghklmnprstvwz";
    private const string Vowels = "aeiou";

    // Words come from so many, the first ones oftener: real texts repeat themselves too.
    private const int Words = 1500;

    /// <summary>A text of half to all of so many bytes.</summary>
    internal static string Of(ref SplitMix random, int maxBytes)
    {
        var wanted = (maxBytes / 2) + random.Below((maxBytes / 2) + 1);
        var text = new StringBuilder();
        while (text.Length < wanted)
        {
            var point = random.Uniform();
            var word = Word((int)(point * point * Words));
            var isFirst = text.Length == 0 || text[^1] == '.';
            text.Append(text.Length == 0 ? "" : " ").Append(isFirst ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            text.Append(random.Below(8) == 0 ? "." : "");
        }

        return text.ToString(0, wanted);
    }

    private static string Word(int number)
    {
        var random = new SplitMix(2, (ulong)number);
        var syllables = 1 + random.Below(3);
        var word = new StringBuilder();
        for (var i = 0; i < syllables; i++)
        {
            word.Append(Consonants[random.Below(Consonants.Length)]).Append(Vowels[random.Below(Vowels.Length)]);
        }

        return word.Append(random.Below(2) == 0 ? "" : "n").ToString();
    }
}
