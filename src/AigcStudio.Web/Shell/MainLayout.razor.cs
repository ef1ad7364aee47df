using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;

namespace AigcStudio.Web.Shell;

/// <summary>The frame of every live page: places on the left (below on a phone), the page, and what belongs to the person.</summary>
public sealed partial class MainLayout : IAsyncDisposable
{
    private MudThemeProvider _themes = null!;
    private PageBoundary? _boundary;
    private IJSObjectReference? _script;
    private DotNetObjectReference<MainLayout>? _self;
    private string _theme = "system";
    private string _name = "";
    private bool _dark;
    private bool _systemDark;
    private Guid _person;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [Inject]
    public required IJSRuntime Browser { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required KeyList Keys { get; set; }

    [Inject]
    public required OwnKeys Own { get; set; }

    [Inject]
    public required Visits Visits { get; set; }

    [CascadingParameter(Name = "Theme")]
    public string StartTheme { get; set; } = "system";

    private IReadOnlyList<Place> Places { get; set; } = [];

    private string Here => Navigation.Uri.Split('#')[0];

    /// <summary>Called by the page's script when someone asks for the list of keys.</summary>
    [JSInvokable]
    public Task ShowKeysAsync() => Dialogs.ShowAsync<KeysDialog>(
        (string?)null,
        new DialogOptions { CloseButton = false, MaxWidth = MaxWidth.Small, FullWidth = true });

    /// <summary>Called by the page's script for <c>g</c> and a place's letter.</summary>
    [JSInvokable]
    public void Go(string letter)
    {
        if (Places.FirstOrDefault(p => p.Letter == letter) is { } place)
        {
            Navigation.NavigateTo(place.Href);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnMoved;
        Keys.Changed -= OnKeysChanged;
        _self?.Dispose();
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("release");
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listeners with it.
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _theme = StartTheme;
        _dark = _theme == "dark";
        Navigation.LocationChanged += OnMoved;
        try
        {
            var standing = await Current.StandingAsync();
            _name = standing.DisplayName;
            Places = Place.For(new Viewer(standing.Id, standing.Role));
            _person = standing.Id;
            Keys.Chosen = await Own.ReadAsync(standing.Id, CancellationToken.None);
            Keys.Changed += OnKeysChanged;
            await Visits.NoteAsync(standing.Id, CancellationToken.None);
        }
        catch (RefusedException)
        {
            Navigation.NavigateTo("/sign-in", forceLoad: true);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/shell.js");
        await _script.InvokeVoidAsync("listen", _self);
        await SwapKeysAsync();
        _systemDark = await _themes.GetSystemDarkModeAsync();
        await _themes.WatchSystemDarkModeAsync(SystemChangedAsync);
        await ApplyThemeAsync();
    }

    private async Task SystemChangedAsync(bool dark)
    {
        _systemDark = dark;
        await ApplyThemeAsync();
    }

    private async Task ChooseThemeAsync(string theme)
    {
        _theme = theme;
        await _script!.InvokeVoidAsync("chooseTheme", theme);
        await ApplyThemeAsync();
    }

    private Task ApplyThemeAsync()
    {
        _dark = _theme == "dark" || (_theme == "system" && _systemDark);
        return InvokeAsync(StateHasChanged);
    }

    private void OnMoved(object? sender, LocationChangedEventArgs e)
    {
        _boundary?.Recover();
        _ = InvokeAsync(async () =>
        {
            StateHasChanged();
            await Visits.NoteAsync(_person, CancellationToken.None);
        });
    }

    private void OnKeysChanged() => _ = InvokeAsync(SwapKeysAsync);

    // The browser may have gone while a page took its keys back.
    private async Task SwapKeysAsync()
    {
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("swapKeys", Keys.Swaps);
            }
        }
        catch (JSDisconnectedException)
        {
            return;
        }
    }
}
