using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Datasets;

/// <summary>
/// Where files are dropped or chosen. The browser's script sends them by HTTP; this component names the dataset and
/// shows how far they are.
/// </summary>
public sealed partial class UploadZone : IAsyncDisposable
{
    private const string Retry = "retry";
    private const string Cancel = "cancel";

    private ElementReference _zone;
    private DotNetObjectReference<UploadZone>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _sending;
    private UploadNews _news = UploadNews.None;
    private Task? _beginning;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required IJSRuntime Script { get; set; }

    [Inject]
    public required IOptions<UploadLimits> Limits { get; set; }

    /// <summary>Gives the dataset that the files go into, made at that moment where there is none; told the first file's name.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task<Guid>> DatasetFor { get; set; }

    /// <summary>What files are hoped for.</summary>
    [Parameter]
    public Modality Kind { get; set; }

    [Parameter]
    public EventCallback<UploadNews> Changed { get; set; }

    /// <summary>News from the browser; the first asks for the dataset.</summary>
    [JSInvokable]
    public async Task Told(UploadNews news)
    {
        _news = news;
        StateHasChanged();
        if (news.Files > 0)
        {
            await (_beginning ??= BeginAsync(news.Rows[0].Name));
        }

        await Changed.InvokeAsync(news);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_sending is not null)
            {
                await _sending.InvokeVoidAsync("dispose");
                await _sending.DisposeAsync();
            }

            if (_script is not null)
            {
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page went first.
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = await Script.InvokeAsync<IJSObjectReference>("import", "./js/uploads.js");
            _sending = await _script.InvokeAsync<IJSObjectReference>("attach", _zone, _self);
        }
    }

    private async Task BeginAsync(string firstName)
    {
        var dataset = await DatasetFor(firstName);
        await _sending!.InvokeVoidAsync("start", dataset);
    }

    private async Task AskAsync(string what, UploadRow row) => await _sending!.InvokeVoidAsync(what, row.Id);

    private object?[] Arguments(string code) => code switch
    {
        "upload.tooLarge" => [Limits.Value.MaxFileBytes],
        "upload.tooManyFiles" => [Limits.Value.MaxFiles],
        "upload.goOnAt" => [0],
        _ => [],
    };
}
