using AigcStudio.Data.Campaigns;
using AigcStudio.Web.Shell.Markdown;
using Bunit;
using Xunit;

namespace AigcStudio.Tests.Shell.Markdown;

/// <summary>What somebody writes is shown as they meant it, and can never act in the page of somebody else.</summary>
public sealed class MarkdownTextTests : BunitContext
{
    private static readonly string[] Harmless = ["class", "href", "target", "rel", "tabindex"];

    [Fact]
    public void A_brief_is_shown_with_its_headings_lists_tables_and_tasks()
    {
        var shown = Shown("""
            # Reach
            People who *come home* **late**, not ~~early~~.
            A second line.

            1. tea
            2. light

            - [x] headline
            - [ ] sound

            | where | size |
            |-------|------|
            | feed  | 1080 |

            > said once

            `#ff8a5c`
            """);

        Assert.Equal("Reach", shown.Find("h3").TextContent);
        Assert.Equal("come home", shown.Find("em").TextContent);
        Assert.Equal("late", shown.Find("strong").TextContent);
        Assert.Equal("early", shown.Find("del").TextContent);
        Assert.Single(shown.FindAll("p > br"));
        Assert.Equal(["tea", "light"], shown.FindAll("ol > li").Select(i => i.TextContent));
        Assert.Equal(["☑ headline", "☐ sound"], shown.FindAll("ul > li").Select(i => i.TextContent));
        Assert.Equal(["where", "size"], shown.FindAll("th").Select(c => c.TextContent));
        Assert.Equal(["feed", "1080"], shown.FindAll("td").Select(c => c.TextContent));
        Assert.Equal("said once", shown.Find("blockquote > p").TextContent);
        Assert.Equal("#ff8a5c", shown.Find("p > code").TextContent);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("before <img src=x onerror=alert(1)> after")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<div>\n\n<iframe src=\"javascript:alert(1)\">\n\n</div>")]
    [InlineData("![a picture](https://elsewhere.example/seen.png)")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](//elsewhere.example)")]
    [InlineData("[x](/\\elsewhere.example)")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x](https://good.example \"a\\\" onmouseover=alert(1) b\")")]
    [InlineData("```\" onload=alert(1)\n<b>\n```")]
    public void What_could_act_is_words(string written)
    {
        var shown = Shown(written);

        Assert.Empty(shown.FindAll("script, img, svg, iframe, b, object, style, form"));
        foreach (var element in shown.FindAll("*"))
        {
            Assert.All(element.Attributes, a => Assert.Contains(a.Name, Harmless));
            Assert.True(element.GetAttribute("href") is not { } leads || leads.StartsWith("https://", StringComparison.Ordinal), element.OuterHtml);
        }
    }

    [Fact]
    public void Markup_is_kept_as_the_words_that_were_written()
    {
        Assert.Equal("a <b>bold</b> claim & <i>more</i>", Shown("a <b>bold</b> claim &amp; <i>more</i>").Find("p").TextContent);
    }

    [Fact]
    public void Links_of_the_web_open_apart_and_those_of_the_studio_do_not()
    {
        var links = Shown("[out](https://example.com/a) https://example.com/b [in](/gallery) <ann@example.com>").FindAll("a");

        Assert.Equal(["https://example.com/a", "https://example.com/b", "/gallery", "mailto:ann@example.com"], links.Select(l => l.GetAttribute("href")));
        Assert.Equal(["_blank", "_blank", null, "_blank"], links.Select(l => l.GetAttribute("target")));
        Assert.All(links.Where(l => l.HasAttribute("target")), l => Assert.Contains("noopener", l.GetAttribute("rel"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_without_words_is_named_by_its_address()
    {
        Assert.Equal("https://example.com", Shown("[](https://example.com)").Find("a").TextContent);
    }

    [Theory]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('*')]
    [InlineData('`')]
    public void The_longest_brief_of_one_sign_is_shown(char sign)
    {
        Assert.NotEmpty(Shown(new string(sign, CampaignActs.LongestBrief)).FindAll("div"));
    }

    [Fact]
    public void What_nests_too_deeply_is_shown_as_it_was_written()
    {
        var written = string.Concat(Enumerable.Repeat("> ", 5_000)) + "deep";

        Assert.Equal(written, Shown(written).Find(".is-raw").TextContent);
    }

    [Fact]
    public void Another_text_takes_the_place_of_the_one_before()
    {
        var shown = Shown("# one");
        shown.Render(p => p.Add(m => m.Text, "- two"));

        Assert.Equal("two", shown.Find("li").TextContent);
        Assert.Empty(shown.FindAll("h3"));
    }

    private IRenderedComponent<MarkdownText> Shown(string written) => Render<MarkdownText>(p => p.Add(m => m.Text, written));
}
