using AigcStudio.Core.Campaigns.Sets;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Sets;

public sealed class HeadlineCutTests
{
    [Theory]
    [InlineData("Tea for the evening.", 60, "Tea for the evening.", "")]
    [InlineData("  Tea  for\nthe evening. ", 60, "Tea for the evening.", "")]
    [InlineData("Come in. Sit down. There is a cup for you.", 20, "Come in. Sit down.", "There is a cup for you.")]
    [InlineData("There is a cup of Moss for long walks, and one for whoever comes by.", 60, "There is a cup of Moss for long walks", "and one for whoever comes by.")]
    [InlineData("Tea for you, and more", 11, "Tea for you", "and more")]
    [InlineData("Twelve euros or 3.50 for a small one today", 20, "Twelve euros or 3.50", "for a small one today")]
    [InlineData("There is a cup of Moss for long walks", 20, "There is a cup of", "Moss for long walks")]
    [InlineData("Donaudampfschifffahrt today", 10, "Donaudampfschifffahrt", "today")]
    [InlineData("Donaudampfschifffahrt", 10, "Donaudampfschifffahrt", "")]
    [InlineData("一杯暖茶。陪你走过漫长的冬夜。", 12, "一杯暖茶。", "陪你走过漫长的冬夜。")]
    [InlineData("一杯暖茶，陪你走过漫长的冬夜。", 12, "一杯暖茶", "陪你走过漫长的冬夜。")]
    [InlineData("陪你走过漫长的冬夜", 8, "陪你走过", "漫长的冬夜")]
    public void A_text_is_cut_at_a_sentence_else_at_a_comma_else_at_a_word(string text, int most, string headline, string body) =>
        Assert.Equal((headline, body), HeadlineCut.Of(text, most));
}
