using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Gallery.Compare;

/// <summary>Two to four artifacts of one kind at once; which, how and what of their passports stands in the address.</summary>
public sealed partial class ComparePage : IAsyncDisposable
{
    internal const string Side = "side";
    internal const string Slider = "slider";
    internal const string Hover = "hover";

    private readonly Departure _gone = new();
    private IReadOnlyList<Guid> _ids = [];
    private IReadOnlyList<ArtifactPassport> _passports = [];
    private IReadOnlyList<string> _words = [];
    private Modality _kind;
    private string _mode = Side;
    private string? _refusal;
    private ElementReference _stage;
    private DotNetObjectReference<ComparePage>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _part;
    private IDisposable? _hints;
    private bool _fresh;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required ArtifactTexts Words { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [SupplyParameterFromQuery] public string? Ids { get; set; }

    [SupplyParameterFromQuery] public string? Mode { get; set; }

    [SupplyParameterFromQuery] public bool All { get; set; }

    // A line between pictures divides two; of more, all lie side by side or on one another.
    private string[] Modes => _ids.Count == Comparison.Least ? [Side, Slider, Hover] : [Side, Hover];

    private string LeadCode => _kind switch
    {
        Modality.Image => $"compare.lead.{_mode}",
        Modality.Audio => "compare.lead.audio",
        _ => "compare.lead.text",
    };

    /// <summary>Called by the script for <c>M</c>.</summary>
    [JSInvokable]
    public void OnMode()
    {
        if (_kind == Modality.Image)
        {
            ChooseMode(Modes[(Array.IndexOf(Modes, _mode) + 1) % Modes.Length]);
        }
    }

    /// <summary>Called by the script for <c>C</c>.</summary>
    [JSInvokable]
    public void OnSwap() => Swap();

    /// <summary>Called by the script for <c>Esc</c>.</summary>
    [JSInvokable]
    public void OnOut() => Navigation.NavigateTo("gallery");

    public async ValueTask DisposeAsync()
    {
        _hints?.Dispose();
        _gone.Dispose();
        _self?.Dispose();
        try
        {
            if (_part is not null)
            {
                await _part.InvokeVoidAsync("dispose");
                await _part.DisposeAsync();
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

    protected override async Task OnParametersSetAsync()
    {
        var ids = Comparison.Parse(Ids);
        if (!ids.SequenceEqual(_ids))
        {
            await ReadAsync(ids);
        }

        _mode = Modes.Contains(Mode) ? Mode! : Side;
        _fresh = true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_passports.Count == 0 || !_fresh)
        {
            return;
        }

        _fresh = false;
        if (_part is null)
        {
            _self = DotNetObjectReference.Create(this);
            _script = await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./js/compare.js");
            _part = await _script.InvokeAsync<IJSObjectReference>("open", _gone.Token, _stage, _self);
        }
        else
        {
            await _part.InvokeVoidAsync("refresh", _gone.Token);
        }
    }

    private async Task ReadAsync(IReadOnlyList<Guid> ids)
    {
        (_ids, _refusal) = (ids, null);
        try
        {
            var viewer = await Viewer.GetAsync();
            _kind = await Comparison.CheckAsync(Gallery, viewer, ids, _gone.Token);
            var passports = new List<ArtifactPassport>();
            foreach (var id in ids)
            {
                passports.Add(await Gallery.GetAsync(viewer, id, _gone.Token));
            }

            if (_kind == Modality.Text)
            {
                var texts = await Words.OfAsync(viewer, ids, _gone.Token);
                _words = [.. ids.Select(id => texts.GetValueOrDefault(id, ""))];
            }

            _passports = passports;
            _hints ??= Keys.Add(CompareKeys.Of(_kind));
        }
        catch (StudioException refusal)
        {
            (_passports, _refusal) = ([], Texts[Said.Of(refusal)]);
        }
    }

    private void ChooseMode(string mode) => Go(_ids, mode, All);

    // Of two they change places; of more the first goes to the end, so that each comes to be A once.
    private void Swap() => Go([.. _ids.Skip(1), _ids[0]], _mode, All);

    private void Go(IReadOnlyList<Guid> ids, string mode, bool all) =>
        Navigation.NavigateTo($"{Comparison.AddressOf(ids)}&mode={mode}{(all ? "&all=true" : "")}", replace: true);
}
