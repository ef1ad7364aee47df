using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Shell;

/// <summary>
/// Puts the focus on the heading of a page that came, so that a screen reader says it. Not where somebody has gone on into the page already:
/// the browser hears of the arrival a while after it shows the page, and a focus taken from a button would lose the key pressed on it.
/// </summary>
public sealed class HeadingFocus : ComponentBase
{
    private Type? _shown;
    private bool _moved;

    [Parameter, EditorRequired]
    public required Microsoft.AspNetCore.Components.RouteData Page { get; set; }

    [Inject]
    public required IJSRuntime Browser { get; set; }

    // Another address of the same page is no arrival.
    protected override void OnParametersSet()
    {
        _moved = Page.PageType != _shown;
        _shown = Page.PageType;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_moved)
        {
            return;
        }

        _moved = false;
        try
        {
            await using var script = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/heading.js");
            await script.InvokeVoidAsync("focusHeading");
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }
}
