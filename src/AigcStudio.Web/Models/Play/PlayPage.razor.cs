using AigcStudio.Core.Datasets;
using AigcStudio.Core;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Models;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Models.Play;

/// <summary>
/// A model's latent space to play in. The page is drawn once; what moves on it is the script's, which asks for frames over plain HTTP, so that
/// the circuit stands in no frame's way. The address holds seed, label, spread, sliders and place.
/// </summary>
public sealed partial class PlayPage : IAsyncDisposable
{
    private static readonly string[] Words =
    [
        "play.tile", "play.tilePinned", "play.pinned", "play.unpinned", "play.unpin", "play.mixFirst", "play.mixReady", "play.keeping", "play.kept",
        "play.seeKept", "play.walking", "play.walked", "play.rate", "play.failed", "play.full", "play.sound", "play.pinAlt", "play.mixAlt",
    ];

    private readonly Departure _gone = new();
    private ElementReference _root;
    private PlaySpace? _found;
    private string? _refusal;
    private string? _asked;
    private bool _clips;
    private bool _attached;
    private IDisposable? _hints;
    private IJSObjectReference? _script;
    private IJSObjectReference? _play;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required PlaySpaces Spaces { get; init; }

    [Inject] public required PlayReader Models { get; init; }

    [Inject] public required FamilyCatalog Families { get; init; }

    [Inject] public required IMedia Media { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Parameter] public Guid ModelId { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Above => [new(Texts["models.title"], "models")];

    private Modality Kind => SampleSheet.KindOf(_found!.Space.Form);

    private string KindWord => Kind.ToString().ToLowerInvariant();

    private PlayPlan Plan => PlayPlan.Of(Kind);

    public async ValueTask DisposeAsync()
    {
        _gone.Dispose();
        _hints?.Dispose();
        await LeaveAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        _hints = Keys.Add(new("P", "play.key.pin"), new("M", "play.key.mix"), new("K", "play.key.keep"), new("← ↑ → ↓", "play.key.move"));
        var gone = _gone.Token;
        try
        {
            var viewer = await Viewer.GetAsync();
            var model = await Models.GetAsync(viewer, ModelId, gone);
            if (Families.Find(model.FamilyId) is { Pairs: true })
            {
                _asked = model.Name;
                return;
            }

            _clips = (await Media.SoundFormatsAsync(gone)).Contains("mp3");
            _found = await Spaces.GetAsync(viewer, ModelId, gone);
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_found is not { } found || _attached)
        {
            return;
        }

        _attached = true;
        _script = await Script.InvokeAsync<IJSObjectReference>("import", "./js/play.js");
        if (_gone.Happened)
        {
            await LeaveAsync();
            return;
        }

        _play = await _script.InvokeAsync<IJSObjectReference>("attach", _root, new
        {
            Model = ModelId,
            Kind = KindWord,
            Plan.Tiles,
            Plan.Columns,
            Sliders = found.Space.Directions.Count,
            Items = $"/api/datasets/{found.Model.DatasetId}/versions/{found.Model.VersionId}/items",
            Look = DatasetThumbnails.Sizes[0],
            Words = Words.ToDictionary(w => w["play.".Length..], w => Texts[w]),
        });

        // Else a page that has gone would go on asking for frames.
        if (_gone.Happened)
        {
            await LeaveAsync();
        }
    }

    // What came while the page went is let go by whoever waited for it.
    private async Task LeaveAsync()
    {
        var (play, script) = (_play, _script);
        (_play, _script) = (null, null);
        try
        {
            if (play is not null)
            {
                await play.InvokeVoidAsync("dispose");
                await play.DisposeAsync();
            }

            if (script is not null)
            {
                await script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its script with it.
        }
    }

    private IReadOnlyList<PageHeader.Crumb> TrailOf(string name) => [.. Above, new(name, $"models/{ModelId}")];
}
