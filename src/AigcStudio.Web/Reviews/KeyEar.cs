using Microsoft.JSInterop;

namespace AigcStudio.Web.Reviews;

/// <summary>Hears keys pressed anywhere on a page but in its fields, and swipes of a thumb.</summary>
public sealed class KeyEar : IAsyncDisposable
{
    private readonly DotNetObjectReference<KeyEar> _self;
    private readonly Func<string, Task> _pressed;
    private IJSObjectReference? _script;
    private IJSObjectReference? _listening;

    private KeyEar(Func<string, Task> pressed) => (_self, _pressed) = (DotNetObjectReference.Create(this), pressed);

    /// <param name="wanted">As browsers name keys, letters small; with <c>Control+</c> before those that want it.</param>
    /// <param name="opens">Those of them that open a field: what is typed until it is there goes into it.</param>
    /// <param name="pressed">Called for each of them on the circuit.</param>
    /// <param name="gone">Of the page: once it is gone nothing stays behind in the browser that would hear for it.</param>
    /// <returns>Null where the page went meanwhile.</returns>
    public static async Task<KeyEar?> OpenAsync(IJSRuntime browser, string[] wanted, string[] opens, Func<string, Task> pressed, CancellationToken gone)
    {
        var ear = new KeyEar(pressed);
        try
        {
            // Without the page's token: a call given up here is still answered there, and nobody would hold the answer.
            ear._script = await browser.InvokeAsync<IJSObjectReference>("import", CancellationToken.None, "./js/reviews.js");
            if (!gone.IsCancellationRequested)
            {
                ear._listening = await ear._script.InvokeAsync<IJSObjectReference>("keys", CancellationToken.None, ear._self, wanted, opens);
            }
        }
        catch (Exception fault) when (fault is JSDisconnectedException or JSException or OperationCanceledException)
        {
            await ear.DisposeAsync();
            if (!gone.IsCancellationRequested)
            {
                throw;
            }

            return null;
        }

        if (gone.IsCancellationRequested)
        {
            await ear.DisposeAsync();
            return null;
        }

        return ear;
    }

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task OnKey(string key) => _pressed(key);

    public async ValueTask DisposeAsync()
    {
        _self.Dispose();
        try
        {
            if (_listening is not null)
            {
                await _listening.InvokeVoidAsync("dispose");
                await _listening.DisposeAsync();
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
}
