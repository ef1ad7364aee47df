using Markdig;
using Markdig.Syntax;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AigcStudio.Web.Shell.Markdown;

/// <summary>
/// Shows what a person wrote in Markdown (CommonMark, with tables, task lists, strikethrough and bare addresses). It is drawn element by element from
/// the syntax tree and never as a string of HTML: markup within it is text, pictures are named and not loaded, and links lead where <see cref="MarkdownLinks"/> lets them.
/// </summary>
public sealed class MarkdownText : ComponentBase
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).UseAutoLinks().Build();

    private MarkdownDocument? _document;
    private string? _read;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The level of the heading under which the text stands: its own headings begin below.</summary>
    [Parameter]
    public int Under { get; set; } = 2;

    protected override void OnParametersSet()
    {
        if (Text == _read)
        {
            return;
        }
        _read = Text;
        try
        {
            _document = Markdig.Markdown.Parse(Text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested deeper than the reader follows: shown as it was written.
            _document = null;
        }
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", _document is null ? "markdown is-raw" : "markdown");
        if (_document is null)
        {
            builder.AddContent(2, Text);
        }
        else
        {
            builder.OpenRegion(3);
            new MarkdownElements(builder, Under).Blocks(_document);
            builder.CloseRegion();
        }
        builder.CloseElement();
    }
}
