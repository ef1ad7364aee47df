using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Reviews;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace AigcStudio.Web.Reviews;

/// <summary>What lies over the artifact: a numbered pin for each comment with a place, and the plane that one points at.</summary>
public sealed partial class CommentedStage
{
    private IEnumerable<SpokenComment> Pinned => Shown.Where(c => !c.Place.IsWhole);

    private void Pins(RenderTreeBuilder builder)
    {
        foreach (var comment in Pinned)
        {
            Pin(builder, comment, StyleOf(comment.Place));
        }

        if (_place is { } place)
        {
            builder.OpenElement(20, "button");
            builder.AddAttribute(21, "type", "button");
            builder.AddAttribute(22, "id", "pin-plane");
            builder.AddAttribute(23, "class", "pin-plane");
            builder.AddAttribute(24, "tabindex", "-1");
            builder.AddAttribute(25, "aria-label", Texts["reviews.comment.point"]);
            builder.AddAttribute(26, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, PointAsync));
            builder.OpenElement(27, "span");
            builder.AddAttribute(28, "class", "pin is-new");
            builder.AddAttribute(29, "style", StyleOf(place));
            builder.CloseElement();
            builder.CloseElement();
        }
    }

    private void PinnedText(RenderTreeBuilder builder)
    {
        var from = 0;
        foreach (var comment in Pinned.OrderBy(c => c.Place.Offset))
        {
            var to = Math.Clamp(comment.Place.Offset ?? 0, from, _text!.Length);
            builder.AddContent(30, _text[from..to]);
            Pin(builder, comment, null);
            from = to;
        }

        builder.AddContent(40, _text![from..]);
    }

    private void Pin(RenderTreeBuilder builder, SpokenComment comment, string? style)
    {
        builder.OpenElement(0, "button");
        builder.SetKey(comment.Id);
        builder.AddAttribute(1, "type", "button");
        builder.AddAttribute(2, "class", comment.ResolvedAt is null ? "pin" : "pin is-resolved");
        builder.AddAttribute(3, "style", style);
        builder.AddAttribute(4, "aria-label", Texts["reviews.comment.pinned", NumberOf(comment), comment.PersonName, comment.Text]);
        builder.AddAttribute(5, "title", comment.Text);
        builder.AddAttribute(6, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => _reach = $"comment-{comment.Id}"));
        builder.AddContent(7, NumberOf(comment));
        builder.CloseElement();
    }

    private string StyleOf(CommentPlace place)
    {
        var (x, y) = Kind == Modality.Audio ? ((place.Second ?? 0) * 1000 / Math.Max(1, Passport.Tile.Length), 0.5) : (place.X ?? 0, place.Y ?? 0);
        return string.Create(CultureInfo.InvariantCulture, $"left:{x * 100:0.##}%;top:{y * 100:0.##}%");
    }
}
