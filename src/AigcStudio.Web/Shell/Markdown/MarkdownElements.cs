using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Microsoft.AspNetCore.Components.Rendering;

namespace AigcStudio.Web.Shell.Markdown;

/// <summary>Draws the blocks of a parsed text as elements. Every word goes through <see cref="RenderTreeBuilder.AddContent(int, string?)"/>, which encodes it.</summary>
/// <param name="under">The level of the heading above the text.</param>
internal sealed class MarkdownElements(RenderTreeBuilder builder, int under)
{
    private readonly MarkdownPhrases _phrases = new(builder);

    /// <param name="loose">Whether paragraphs stand apart; those of a tight list do not.</param>
    public void Blocks(ContainerBlock blocks, bool loose = true)
    {
        foreach (var block in blocks)
        {
            Block(block, loose);
        }
    }

    private void Block(Block block, bool loose)
    {
        switch (block)
        {
            case HeadingBlock heading:
                Phrases($"h{Math.Min(6, under + heading.Level)}", heading);
                break;
            case ParagraphBlock paragraph when loose:
                Phrases("p", paragraph);
                break;
            case ParagraphBlock paragraph:
                _phrases.Write(paragraph.Inline);
                break;
            case ListBlock list:
                List(list);
                break;
            case QuoteBlock quote:
                Element("blockquote", () => Blocks(quote));
                break;
            case CodeBlock code:
                Code(code);
                break;
            case ThematicBreakBlock:
                Element("hr", () => { });
                break;
            case Table table:
                Table(table);
                break;
        }
    }

    private void List(ListBlock list)
    {
        builder.OpenElement(0, list.IsOrdered ? "ol" : "ul");
        if (int.TryParse(list.OrderedStart, out var start) && start != 1)
        {
            builder.AddAttribute(1, "start", start);
        }
        foreach (var item in list.OfType<ListItemBlock>())
        {
            Element("li", () => Blocks(item, list.IsLoose));
        }
        builder.CloseElement();
    }

    private void Code(CodeBlock code)
    {
        // It scrolls sideways, so the keyboard has to reach it.
        builder.OpenElement(0, "pre");
        builder.AddAttribute(1, "tabindex", "0");
        builder.OpenElement(2, "code");
        builder.AddContent(3, code.Lines.ToString());
        builder.CloseElement();
        builder.CloseElement();
    }

    private void Table(Table table)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "markdown-table");
        builder.AddAttribute(2, "tabindex", "0");
        Element("table", () =>
        {
            foreach (var row in table.OfType<TableRow>())
            {
                Element("tr", () =>
                {
                    foreach (var cell in row.OfType<TableCell>())
                    {
                        Element(row.IsHeader ? "th" : "td", () => Blocks(cell, loose: false));
                    }
                });
            }
        });
        builder.CloseElement();
    }

    private void Phrases(string name, LeafBlock block) => Element(name, () => _phrases.Write(block.Inline));

    private void Element(string name, Action content)
    {
        builder.OpenElement(0, name);
        builder.OpenRegion(1);
        content();
        builder.CloseRegion();
        builder.CloseElement();
    }
}
