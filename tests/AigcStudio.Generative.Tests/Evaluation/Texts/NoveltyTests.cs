using AigcStudio.Generative.Evaluation.Texts;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation.Texts;

public sealed class NoveltyTests
{
    private const string Known = "the warm tea is on the table and a cup of milk stands next to it";

    [Fact]
    public void Copied_runs_are_counted_as_a_search_in_the_texts_counts_them()
    {
        var random = new Random(1);
        var trained = Enumerable.Range(0, 30).Select(_ => Babble(random)).ToList();
        var made = Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? Babble(random) : trained[i][..70] + Babble(random)[..(i * 2)])
            .Append(" " + trained[5]).ToList();
        var heldOut = Enumerable.Range(0, 30).Select(_ => Babble(random)).ToList();

        var novelty = Novelty.Of(made, trained, heldOut);

        Assert.Equal(Share(made, WordRuns, trained.Select(t => $" {t} "), r => $" {r} "), novelty.Made.Words, 1e-12);
        Assert.Equal(Share(made, t => Runs([.. t.Select(c => c.ToString())], 50, ""), trained, r => r), novelty.Made.Characters, 1e-12);
        Assert.Equal(Share(heldOut, WordRuns, trained.Select(t => $" {t} "), r => $" {r} "), novelty.HeldOut.Words, 1e-12);
        Assert.Equal(1.0 / 31, novelty.Made.Whole, 1e-12);
        Assert.Equal(novelty.Made.Words - novelty.HeldOut.Words, novelty.Excess.Words, 1e-12);
        Assert.InRange(novelty.Made.Words, 0.3, 0.9);
    }

    [Fact]
    public void Case_and_punctuation_hide_words_but_not_characters()
    {
        var novelty = Novelty.Of([Known.Replace("tea", "TEA,", StringComparison.Ordinal)], [Known], [Known]);

        Assert.Equal(1, novelty.Made.Words);
        Assert.Equal(new CopiedShares(1, 1, 1, 12, 15), novelty.HeldOut);
        Assert.InRange(novelty.Made.Characters, 0.1, 0.9);
        Assert.Equal(-1, novelty.Excess.Whole);
    }

    [Fact]
    public void Texts_shorter_than_a_run_have_none() =>
        Assert.Equal(new CopiedShares(0, 0, 1, 0, 0), Novelty.Of(["a cup"], ["a cup", Known], []).Made);

    private static string Babble(Random random) => string.Join(' ', Enumerable.Range(0, 40).Select(_ => random.Next(3) == 0 ? "tea" : "cup"));

    private static IEnumerable<string> WordRuns(string text) => Runs(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), 5, " ");

    private static IEnumerable<string> Runs(IReadOnlyList<string> parts, int length, string between) =>
        Enumerable.Range(0, Math.Max(0, parts.Count - length + 1)).Select(i => string.Join(between, parts.Skip(i).Take(length)));

    private static double Share(
        IEnumerable<string> texts, Func<string, IEnumerable<string>> runs, IEnumerable<string> trained, Func<string, string> bounded)
    {
        var all = string.Join('|', trained);
        return texts.SelectMany(runs).Average(r => all.Contains(bounded(r), StringComparison.Ordinal) ? 1.0 : 0);
    }
}
