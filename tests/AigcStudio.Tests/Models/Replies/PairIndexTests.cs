using AigcStudio.Data.Models.Replies;
using Xunit;

namespace AigcStudio.Tests.Models.Replies;

public sealed class PairIndexTests
{
    private static readonly PairIndex Index = new(
    [
        new("Where is my parcel?", "Your parcel is on its way and will arrive within three days. Thank you for waiting.", "delivery"),
        new("How do I return the shoes?", "Print the label from your account and drop the shoes at any post office.", "returns"),
        new("Can I change my password?", "Yes.", "account"),
        new("我的包裹在哪里？", "您的包裹正在路上，三天之内送达，感谢您的耐心等待。", "delivery"),
    ]);

    [Theory]
    [InlineData("Where is my parcel?", "delivery", 0.999)]
    [InlineData("wheres my parcell", "delivery", 0.4)]
    [InlineData("I want to return shoes", "returns", 0.4)]
    [InlineData("change password please", "account", 0.4)]
    [InlineData("包裹到哪里了", "delivery", 0.2)]
    public void The_nearest_question_is_found_also_through_slips(string question, string label, double least)
    {
        var near = Index.Nearest(question, 2)[0];
        Assert.Equal(label, near.Pair.Label);
        Assert.InRange(near.Similarity, least, 1);
    }

    [Fact]
    public void A_question_of_strange_words_is_near_to_none() =>
        Assert.All(Index.Nearest("zyx wvu parcel qqq jjj", 3), n => Assert.InRange(n.Similarity, 0, 0.5));

    [Fact]
    public void A_question_with_nothing_in_common_finds_nothing() => Assert.Empty(Index.Nearest("zzzz", 3));

    [Theory]
    [InlineData("your parcel is on its way, and will arrive within three days! Thank you for waiting", 1, "delivery")]
    [InlineData("Yes", 1, "account")]
    [InlineData("您的包裹正在路上，三天之内送达。", 1, "delivery")]
    [InlineData("We are sorry to hear of this; somebody calls you today.", 0, null)]
    public void What_a_reply_says_in_the_same_words_is_seen(string draft, double share, string? source)
    {
        var finding = Index.CopiedIn(draft);
        Assert.Equal((share, source), (finding.Share, finding.Pair?.Label));
        Assert.Equal(share >= 0.8, finding.IsNearlyCopy);
    }

    [Fact]
    public void Half_a_copy_is_no_copy()
    {
        var finding = Index.CopiedIn("Your parcel is on its way, but the driver asks that somebody opens the door for him tomorrow.");
        Assert.InRange(finding.Share, 0.05, 0.5);
        Assert.False(finding.IsNearlyCopy);
    }

    [Fact]
    public void An_empty_version_answers_nothing()
    {
        var empty = new PairIndex([]);
        Assert.Empty(empty.Nearest("Where?", 3));
        Assert.Equal(0, empty.CopiedIn("Here.").Share);
    }
}
