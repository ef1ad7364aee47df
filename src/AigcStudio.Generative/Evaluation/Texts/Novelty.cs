namespace AigcStudio.Generative.Evaluation.Texts;

/// <summary>
/// How much of texts is copied out of the training texts: runs of five <see cref="Words"/>, runs of 50 characters (spaces and case as they
/// stand), whole texts. Set phrases are in the training texts too, so a share alone proves nothing: what counts is <see cref="Excess"/>, the
/// share of what was made minus that of texts held out. Texts shorter than a run have none and can only be found whole.
/// </summary>
/// <param name="Made">Of the texts that were made.</param>
/// <param name="HeldOut">Of texts that the model never saw.</param>
public sealed record Novelty(CopiedShares Made, CopiedShares HeldOut)
{
    private const int WordRun = 5;
    private const int CharacterRun = 50;

    /// <summary>Made minus held-out: around 0 for a model that writes by itself. The counts are those of the texts made.</summary>
    public CopiedShares Excess => Made with
    {
        Words = Made.Words - HeldOut.Words,
        Characters = Made.Characters - HeldOut.Characters,
        Whole = Made.Whole - HeldOut.Whole,
    };

    public static Novelty Of(IReadOnlyCollection<string> made, IReadOnlyCollection<string> trained, IReadOnlyCollection<string> heldOut)
    {
        var numbers = new Dictionary<string, int>();
        var words = trained.SelectMany(t => WordRuns(t, numbers)).ToHashSet();
        var characters = trained.SelectMany(CharacterRuns).ToHashSet();
        var whole = trained.Select(t => t.Trim()).ToHashSet();
        return new Novelty(Shares(made), Shares(heldOut));

        CopiedShares Shares(IReadOnlyCollection<string> texts)
        {
            var (wordHits, wordRuns) = Count(texts.SelectMany(t => WordRuns(t, numbers)), words);
            var (characterHits, characterRuns) = Count(texts.SelectMany(CharacterRuns), characters);
            var copies = texts.Count(t => whole.Contains(t.Trim()));
            return new CopiedShares(
                Share(wordHits, wordRuns), Share(characterHits, characterRuns), Share(copies, texts.Count), wordRuns, characterRuns);
        }
    }

    private static double Share(long hits, long all) => all == 0 ? 0 : (double)hits / all;

    private static (long Hits, long All) Count(IEnumerable<ulong> runs, HashSet<ulong> known)
    {
        var (hits, all) = (0L, 0L);
        foreach (var run in runs)
        {
            hits += known.Contains(run) ? 1 : 0;
            all++;
        }

        return (hits, all);
    }

    private static IEnumerable<ulong> CharacterRuns(string text) => RollingRuns.Of([.. text.EnumerateRunes().Select(r => r.Value)], CharacterRun);

    private static IEnumerable<ulong> WordRuns(string text, Dictionary<string, int> numbers) =>
        RollingRuns.Of([.. Texts.Words.Of(text).Select(w => Number(w, numbers))], WordRun);

    private static int Number(string word, Dictionary<string, int> numbers)
    {
        if (!numbers.TryGetValue(word, out var number))
        {
            numbers.Add(word, number = numbers.Count);
        }

        return number;
    }
}
