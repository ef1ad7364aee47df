using AigcStudio.Data.Notifications;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Notifications;

/// <summary>A switch for each event and way, kept at once; and the browser's leave to show news while a page is open.</summary>
public sealed partial class NoticeSwitches : IAsyncDisposable
{
    private ElementReference _ask;
    private IJSObjectReference? _script;
    private DotNetObjectReference<NoticeSwitches>? _self;
    private string? _permission;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required NoticeChoices Choices { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required IJSRuntime Browser { get; set; }

    private IReadOnlyList<NoticeSwitch> Switches { get; set; } = [];

    /// <summary>Called by the script with the browser's word: <c>default</c>, <c>granted</c>, <c>denied</c>, or <c>missing</c> where it has none.</summary>
    [JSInvokable]
    public void Permitted(string permission)
    {
        _permission = permission;
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        try
        {
            await (_script?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
    }

    protected override async Task OnInitializedAsync() => Switches = await Choices.OfAsync(await Current.GetAsync(), CancellationToken.None);

    // A browser asks its person only within the click itself, so the script listens to the button.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/notifications.js");
            await _script.InvokeVoidAsync("ask", _ask, _self);
        }
    }

    private async Task SetAsync(NoticeSwitch one, bool on)
    {
        await Choices.SetAsync(await Current.GetAsync(), one with { On = on }, CancellationToken.None);
        Switches = [.. Switches.Select(s => s == one ? one with { On = on } : s)];
    }
}
