using AigcStudio.Core;
using Xunit;

namespace AigcStudio.Tests;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("all is well", "all is well")]
    [InlineData("one\ntwo\r\nthree\u2028four\u0085five", "one two  three four five")]
    [InlineData("\u001b[31mred\u001b[0m and \u001b]0;title\u0007plain", "red and plain")]
    [InlineData("a\u202Eb\u200Fc\0d\u001be", "a b c d e")]
    [InlineData("茶 🍵 é", "茶 🍵 é")]
    public void What_comes_from_elsewhere_is_one_harmless_line(string text, string line) => Assert.Equal(line, OneLine.Of(text));

    [Fact]
    public void A_long_line_ends_with_an_ellipsis_and_never_in_half_a_character()
    {
        Assert.Equal("abc…", OneLine.Of("abcdef", 3));
        Assert.Equal("ab…", OneLine.Of("ab🍵🍵", 3));
        Assert.Equal("half \ufffd", OneLine.Of("half \ud83c"));
    }
}
