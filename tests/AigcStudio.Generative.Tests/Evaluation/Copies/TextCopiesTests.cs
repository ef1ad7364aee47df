using AigcStudio.Generative.Evaluation.Copies;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation.Copies;

public sealed class TextCopiesTests
{
    private static readonly string[] Syllables =
        ["ba", "ri", "ton", "me", "la", "ku", "sel", "vo", "fen", "dir", "ha", "mo", "pas", "ti", "gru", "ne"];

    [Fact]
    public void The_nearest_is_that_of_a_search_one_by_one()
    {
        var (made, trained) = (Fresh(1, 20), Fresh(2, 40));
        var pairs = TextCopies.Gate(made, trained);

        foreach (var pair in pairs)
        {
            var distances = trained.Select(t => Distance(made[pair.Made], t)).ToList();
            var spacing = trained.Where((_, i) => i != pair.Trained).Min(t => Distance(trained[pair.Trained], t));
            Assert.Equal(distances.IndexOf(distances.Min()), pair.Trained);
            Assert.Equal(distances.Min(), pair.Distance, 1e-12);
            Assert.Equal(distances.Min() / spacing, pair.Ratio, 1e-12);
        }
    }

    [Fact]
    public void Fresh_texts_of_the_kind_are_sound_at_every_one_of_twenty_seeds()
    {
        var reports = Enumerable.Range(0, 20).Select(s => TextCopies.Of(Fresh(s, 100), Fresh(100 + s, 100), Fresh(200 + s, 100))).ToList();

        Assert.All(reports, r => Assert.Equal(CopyVerdict.Sound, r.Verdict));
        Assert.InRange(reports.Average(r => r.Test.Share), 0.46, 0.54);
    }

    [Fact]
    public void Training_texts_with_a_word_changed_are_copies_at_every_seed()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var trained = Fresh(seed, 100);
            var made = trained.Take(60).Select(t => "  Tea" + t.ToUpperInvariant()[t.IndexOf(' ', StringComparison.Ordinal)..]).ToList();

            var report = TextCopies.Of(made, trained, Fresh(200 + seed, 100));

            Assert.Equal((CopyVerdict.Copies, 60, 1.0), (report.Verdict, report.Nearer, report.Flagged));
            Assert.All(report.Pairs, p => Assert.Equal(p.Made, p.Trained));
        }
    }

    [Fact]
    public void Texts_that_share_nothing_or_are_hardly_any_are_no_copies()
    {
        var report = TextCopies.Of(["", "xyz", "茶"], ["abc", "def"], ["ghi", "jkl"]);

        Assert.Equal((0, CopyVerdict.Sound, 0.0), (report.Items, report.Verdict, report.Flagged));
        Assert.Equal(new CopyPair(0, 1, 0, 0), Assert.Single(TextCopies.Gate(["茶"], ["水", "茶"])));
    }

    [Fact]
    public void Sets_that_cannot_be_compared_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TextCopies.Of([], ["a", "b"], ["c", "d"]));
        Assert.Throws<ArgumentException>(() => TextCopies.Of(["a"], ["a", "b"], ["c"]));
        Assert.Throws<ArgumentException>(() => TextCopies.Gate(["a"], []));
    }

    private static List<string> Fresh(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => Word(random))))];
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, 2).Select(_ => Syllables[random.Next(Syllables.Length)]));

    private static double Distance(string a, string b)
    {
        var (x, y) = (Runs(a), Runs(b));
        return 1 - ((double)x.Intersect(y).Count() / x.Union(y).Count());
    }

    private static HashSet<string> Runs(string text) => [.. Enumerable.Range(0, text.Length - 2).Select(i => text.Substring(i, 3))];
}
