using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Gallery;

/// <summary>Plays what <see cref="PlayButton"/>s and waveforms of its page ask for, one at a time.</summary>
public sealed partial class SoundBar : IAsyncDisposable
{
    private ElementReference _bar;
    private IJSObjectReference? _script;
    private IJSObjectReference? _player;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_player is not null)
            {
                await _player.InvokeVoidAsync("dispose");
                await _player.DisposeAsync();
            }

            if (_script is not null)
            {
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its script with it.
        }
    }

    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Script.InvokeAsync<IJSObjectReference>("import", "./js/sounds.js");
            _player = await _script.InvokeAsync<IJSObjectReference>("open", _bar);
        }
    }
}
