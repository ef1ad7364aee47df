using AigcStudio.Web.Reviews;
using Microsoft.JSInterop;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>What hears keys for a page goes with it, whenever that is.</summary>
public sealed class KeyEarTests : IDisposable
{
    private readonly CancellationTokenSource _page = new();
    private readonly Browser _browser = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public async Task A_page_that_goes_while_its_keys_are_asked_for_leaves_no_ear_behind()
    {
        var opening = OpenAsync();
        _browser.Answer("import");
        await _page.CancelAsync();
        _browser.Answer("keys");

        Assert.Null(await opening);
        Assert.Equal(["import", "keys", "dispose", "let go of keys", "let go of import"], _browser.Log);
        Assert.Throws<ObjectDisposedException>(() => _browser.Part!.Value);
    }

    [Fact]
    public async Task A_page_that_goes_while_the_script_is_fetched_asks_for_no_keys()
    {
        var opening = OpenAsync();
        await _page.CancelAsync();
        _browser.Answer("import");

        Assert.Null(await opening);
        Assert.Equal(["import", "let go of import"], _browser.Log);
    }

    [Fact]
    public async Task A_page_that_stays_hears_until_it_goes()
    {
        var opening = OpenAsync();
        _browser.Answer("import");
        _browser.Answer("keys");
        var ear = await opening;
        Assert.Equal(["import", "keys"], _browser.Log);
        await ear!.DisposeAsync();

        Assert.Equal(["import", "keys", "dispose", "let go of keys", "let go of import"], _browser.Log);
    }

    private Task<KeyEar?> OpenAsync() => KeyEar.OpenAsync(_browser, ["a"], [], _ => Task.CompletedTask, _page.Token);

    /// <summary>A browser that answers when it is told to, as long as whoever asked still waits.</summary>
    private sealed class Browser : IJSRuntime
    {
        private readonly Dictionary<string, TaskCompletionSource<object>> _asked = [];

        public List<string> Log { get; } = [];

        public DotNetObjectReference<KeyEar>? Part { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Log.Add(identifier);
            Part = args?.OfType<DotNetObjectReference<KeyEar>>().SingleOrDefault() ?? Part;
            if (identifier == "dispose")
            {
                return default!;
            }

            _asked[identifier] = new();
            return (TValue)await _asked[identifier].Task.WaitAsync(cancellationToken);
        }

        public void Answer(string identifier) => _asked[identifier].SetResult(new Held(this, identifier));
    }

    private sealed class Held(Browser browser, string name) : IJSObjectReference
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => browser.InvokeAsync<TValue>(identifier, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            browser.InvokeAsync<TValue>(identifier, cancellationToken, args);

        public ValueTask DisposeAsync()
        {
            browser.Log.Add($"let go of {name}");
            return ValueTask.CompletedTask;
        }
    }
}
