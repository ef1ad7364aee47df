using System.Globalization;
using AigcStudio.Web.Reviews;
using AigcStudio.Web.Shell;
using Xunit;

namespace AigcStudio.Tests.Reviews;

public sealed class CountWordsTests
{
    private readonly Texts _texts = new();

    [Theory]
    [InlineData("en", 1, "1 duel by 1 person.", "4.0 stars, one rating", "Asked one person. It stands first in their queue.", "A link to one artifact")]
    [InlineData("en", 2, "2 duels by 2 people.", "4.0 stars, 2 ratings", "Asked 2 people. It stands first in their queue.", "A link to 2 artifacts")]
    [InlineData("zh-Hans", 1, "共 1 次对比，1 人参与。", "4.0 星，1 次评分", "已邀请 1 人，作品排在其队列最前。", "1 件作品的链接")]
    public void One_is_said_otherwise_than_many(string language, int count, string voted, string mean, string asked, string link)
    {
        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (new(language), new(language));

        Assert.Equal(
            (voted, mean, asked, link),
            (CountWords.Voted(_texts, count, count), CountWords.Mean(_texts, 4, count), CountWords.Asked(_texts, count), CountWords.LinkTo(_texts, count)));
    }

    [Fact]
    public void Many_duels_of_one_person_are_said_so()
    {
        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (new("en"), new("en"));
        Assert.Equal("12 duels by 1 person.", CountWords.Voted(_texts, 12, 1));
    }
}
