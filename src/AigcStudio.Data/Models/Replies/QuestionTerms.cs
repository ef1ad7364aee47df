namespace AigcStudio.Data.Models.Replies;

/// <summary>What questions are compared by: their words, and the trigrams of their characters, which forgive slips and endings.</summary>
internal static class QuestionTerms
{
    private const int Gram = 3;

    /// <summary>Each term and how often it occurs. A word is its own term; a trigram starts with a tab, which no word has.</summary>
    public static Dictionary<string, int> Of(string question)
    {
        var terms = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = Words.Of(question);
        foreach (var word in words)
        {
            Count(word);
        }

        var line = $" {string.Join(' ', words)} ";
        for (var i = 0; i + Gram <= line.Length; i++)
        {
            Count(string.Concat("\t", line.AsSpan(i, Gram)));
        }

        return terms;

        void Count(string term) => terms[term] = terms.GetValueOrDefault(term) + 1;
    }
}
