using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components.Rendering;

namespace AigcStudio.Web.Shell.Markdown;

/// <summary>Draws what stands within a block: words, emphasis, code, links.</summary>
internal sealed class MarkdownPhrases(RenderTreeBuilder builder)
{
    public void Write(ContainerInline? phrases)
    {
        foreach (var phrase in phrases ?? [])
        {
            Phrase(phrase);
        }
    }

    private void Phrase(Inline phrase)
    {
        switch (phrase)
        {
            case LiteralInline words:
                builder.AddContent(0, words.Content.ToString());
                break;
            case HtmlEntityInline entity:
                builder.AddContent(1, entity.Transcoded.ToString());
                break;
            case CodeInline code:
                builder.OpenElement(2, "code");
                builder.AddContent(3, code.Content);
                builder.CloseElement();
                break;
            case LineBreakInline:
                // Whoever writes a brief means the lines that they wrote.
                builder.OpenElement(4, "br");
                builder.CloseElement();
                break;
            case TaskList task:
                builder.AddContent(5, task.Checked ? "☑" : "☐");
                break;
            case LinkInline link:
                Link(link.GetDynamicUrl?.Invoke() ?? link.Url, link.FirstChild is null ? () => builder.AddContent(0, link.Url) : () => Write(link));
                break;
            case AutolinkInline link:
                Link(link.IsEmail ? $"mailto:{link.Url}" : link.Url, () => builder.AddContent(0, link.Url));
                break;
            case EmphasisInline emphasis:
                Element(emphasis.DelimiterChar == '~' ? "del" : emphasis.DelimiterCount > 1 ? "strong" : "em", emphasis);
                break;
            case ContainerInline others:
                Write(others);
                break;
        }
    }

    private void Element(string name, ContainerInline phrases)
    {
        builder.OpenElement(6, name);
        builder.OpenRegion(7);
        Write(phrases);
        builder.CloseRegion();
        builder.CloseElement();
    }

    private void Link(string? address, Action words)
    {
        var follows = MarkdownLinks.MayFollow(address, out var leavesStudio);
        builder.OpenElement(8, follows ? "a" : "span");
        if (follows)
        {
            builder.AddAttribute(9, "href", address);
        }
        if (follows && leavesStudio)
        {
            builder.AddAttribute(10, "target", "_blank");
            builder.AddAttribute(11, "rel", "noopener noreferrer nofollow");
        }
        builder.OpenRegion(12);
        words();
        builder.CloseRegion();
        builder.CloseElement();
    }
}
