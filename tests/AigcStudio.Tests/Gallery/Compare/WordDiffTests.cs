using AigcStudio.Web.Gallery.Compare;
using Xunit;

namespace AigcStudio.Tests.Gallery.Compare;

public sealed class WordDiffTests
{
    [Fact]
    public void A_changed_word_is_removed_and_added_and_the_rest_is_the_same()
    {
        Assert.Equal(
            [new(DiffKind.Same, "The "), new(DiffKind.Removed, "old"), new(DiffKind.Added, "new"), new(DiffKind.Same, " tea.")],
            WordDiff.Of("The old tea.", "The new tea."));
    }

    [Fact]
    public void Signs_of_a_script_without_blanks_are_words_of_their_own()
    {
        Assert.Equal(
            [new(DiffKind.Same, "春"), new(DiffKind.Removed, "茶"), new(DiffKind.Added, "花"), new(DiffKind.Same, "香")],
            WordDiff.Of("春茶香", "春花香"));
        Assert.Equal(["don't", " ", "re-do", "!", "🍵"], WordDiff.Words("don't re-do!🍵"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "one two")]
    [InlineData("one two", "")]
    [InlineData("a b", "a b")]
    public void An_empty_side_and_equal_sides_are_told_apart(string before, string after) => AssertShortest(before, after);

    [Fact]
    public void The_pieces_make_both_texts_again_and_no_shorter_way_exists()
    {
        var dice = new Random(11);
        for (var round = 0; round < 600; round++)
        {
            AssertShortest(Some(dice), Some(dice));
        }
    }

    [Fact]
    public void For_a_reader_words_that_changed_in_a_row_stand_together()
    {
        var pieces = WordDiff.Of("One green tea now", "One black cup now");
        Assert.Equal(
            [new(DiffKind.Same, "One "), new(DiffKind.Removed, "green tea"), new(DiffKind.Added, "black cup"), new(DiffKind.Same, " now")],
            WordDiff.ForReading(pieces));
    }

    [Fact]
    public void Blanks_and_marks_are_no_words()
    {
        var pieces = WordDiff.Of("One, two", "One two three!");
        Assert.Equal((0, 1), (WordDiff.CountOf(pieces, DiffKind.Removed), WordDiff.CountOf(pieces, DiffKind.Added)));
    }

    [Fact]
    public void Long_texts_that_have_nothing_in_common_take_no_memory_to_speak_of()
    {
        var (before, after) = (string.Join(' ', Enumerable.Range(0, 1_500)), string.Join('-', Enumerable.Range(9_000, 1_500)));
        var start = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(after, string.Concat(WordDiff.Of(before, after).Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)));

        // All paths of the search at once would be hundreds of megabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - start, 0, 60_000_000);
    }

    private static string Some(Random dice) => string.Join(' ', Enumerable.Range(0, dice.Next(14)).Select(_ => "abcd"[dice.Next(4)]));

    private static void AssertShortest(string before, string after)
    {
        var pieces = WordDiff.Of(before, after);
        Assert.Equal(before, string.Concat(pieces.Where(p => p.Kind != DiffKind.Added).Select(p => p.Text)));
        Assert.Equal(after, string.Concat(pieces.Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)));
        Assert.Equal(LongestCommon(WordDiff.Words(before), WordDiff.Words(after)), pieces.Where(p => p.Kind == DiffKind.Same).Sum(p => WordDiff.Words(p.Text).Count));
    }

    // The plain table of all pairs, slow and sure.
    private static int LongestCommon(List<string> one, List<string> other)
    {
        var table = new int[one.Count + 1, other.Count + 1];
        for (var i = 1; i <= one.Count; i++)
        {
            for (var j = 1; j <= other.Count; j++)
            {
                table[i, j] = one[i - 1] == other[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[one.Count, other.Count];
    }
}
