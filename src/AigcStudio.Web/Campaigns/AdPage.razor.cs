using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Models.Enlarging;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Campaigns;

/// <summary>The composer: each change is kept at once and drawn again, for the channel that is looked at.</summary>
public sealed partial class AdPage : IDisposable
{
    private const int Offered = 120;

    private readonly Departure _gone = new();
    private CampaignView? _view;
    private CreativeView? _ad;
    private AdDesign _draft = new("", "", "", "", "", "", "");
    private IReadOnlyList<Guid> _pictures = [];
    private string _altText = "";
    private Guid? _sound;
    private IReadOnlyList<ArtifactTile> _sounds = [];
    private bool _cropped;
    private IReadOnlyList<ArtifactTile> _tiles = [];
    private IReadOnlyList<BrandCheck>? _checks;
    private IReadOnlyList<(Guid Id, string Name)> _enlargers = [];
    private EnlargedPictures _large = EnlargedPictures.None;
    private string _channel = "";
    private string? _refusal;
    private bool _saving;
    private bool _changed;
    private int _looks;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required CampaignReader Campaigns { get; init; }

    [Inject] public required CreativeActs Acts { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required AdDesk Desk { get; init; }

    [Inject] public required AdSounds Sounds { get; init; }

    [Inject] public required EnlargerChoice Enlargers { get; init; }

    [Inject] public required PlayReader Models { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Parameter] public Guid Id { get; set; }

    [Parameter] public Guid AdId { get; set; }

    [SupplyParameterFromQuery] public string? Channel { get; set; }

    // Row by row.
    private static IEnumerable<(double X, double Y)> Places => from y in new[] { 0, 0.5, 1 } from x in new[] { 0, 0.5, 1 } select (x, y);

    private AdChannel Shown => AdChannels.Find(_channel);

    private IReadOnlyList<PageHeader.Crumb> Trail => _view is null
        ? [new(Texts["campaigns.title"], "campaigns")]
        : [new(Texts["campaigns.title"], "campaigns"), new(_view.Card.Name, $"campaigns/{Id}")];

    private IReadOnlyList<(string Part, string Colour, Func<string, AdDesign> Change)> Colours =>
    [
        ("ground", _draft.Ground, c => _draft with { Ground = c }),
        ("ink", _draft.Ink, c => _draft with { Ink = c }),
        ("accent", _draft.Accent, c => _draft with { Accent = c }),
    ];

    public void Dispose() => _gone.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (_ad?.Id != AdId)
        {
            await ReadAsync();
            Take();
            var found = (await Gallery.ListAsync(await Viewer.GetAsync(), new GalleryFilter(Modality.Image), null, Offered, _gone.Token)).Items;
            var chosen = _ad is null ? [] : await Gallery.TilesAsync(await Viewer.GetAsync(), [.. _ad.Pictures.Except(found.Select(t => t.Id))], _gone.Token);
            _tiles = [.. chosen, .. found.OrderByDescending(t => t.Stars)];
            _enlargers = await EnlargersAsync();
            _sounds = await SoundsAsync();
        }

        if (_view is not null && _ad is not null)
        {
            _channel = Channel is { } wanted && _view.Channels.Contains(wanted) ? wanted : _view.Channels[0];
            await CheckAsync();
        }
    }

    private string PlaceName(double x, double y) => Texts["campaigns.focus.place", Texts[$"campaigns.focus.down{(int)(2 * y)}"], Texts[$"campaigns.focus.across{(int)(2 * x)}"]];

    private static string Text(ChangeEventArgs change) => ((string?)change.Value ?? "").Trim();

    private void ShowAsync(string channel) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("channel", channel), replace: true);

    private async Task<IReadOnlyList<ArtifactTile>> SoundsAsync()
    {
        var viewer = await Viewer.GetAsync();
        var found = (await Gallery.ListAsync(viewer, new GalleryFilter(Modality.Audio), null, Offered / 2, _gone.Token)).Items;
        return _sound is { } chosen && found.All(t => t.Id != chosen) ? [.. await Gallery.TilesAsync(viewer, [chosen], _gone.Token), .. found] : found;
    }

    // The one that the ad asks for, and the best that there is by now.
    private async Task<IReadOnlyList<(Guid Id, string Name)>> EnlargersAsync()
    {
        var viewer = await Viewer.GetAsync();
        var found = new List<(Guid, string)>();
        if (await Enlargers.BestAsync(viewer, _gone.Token) is { } best)
        {
            found.Add((best.Id, best.Name));
        }

        if (_ad?.Design.Enlarger is { } chosen && !found.Exists(f => f.Item1 == chosen))
        {
            try
            {
                found.Add((chosen, (await Models.GetAsync(viewer, chosen, _gone.Token)).Name));
            }
            catch (RefusedException)
            {
                found.Add((chosen, Texts["campaigns.enlarge.missing"]));
            }
        }

        return found;
    }

    private async Task ReadAsync()
    {
        _view = await Campaigns.GetAsync(await Viewer.GetAsync(), Id, _gone.Token);
        _ad = _view.Creatives.SingleOrDefault(a => a.Id == AdId);
    }

    private void Take() => (_draft, _pictures, _altText, _sound) = _ad is null ? (_draft, _pictures, _altText, _sound) : (_ad.Design, _ad.Pictures, _ad.AltText, _ad.SoundId);

    private Task ChangeAsync(AdDesign design)
    {
        _draft = design;
        return KeepAsync();
    }

    private Task AltAsync(string words)
    {
        _altText = words;
        return KeepAsync();
    }

    private Task SoundAsync(Guid? id)
    {
        _sound = id;
        return KeepAsync();
    }

    private Task PictureAsync(Guid id)
    {
        _pictures = _pictures.Contains(id) ? [.. _pictures.Where(p => p != id)] : [.. _pictures, id];
        return KeepAsync();
    }

    // People go on while a change is being kept: what came meanwhile is kept after it, all of it, and never the other way round.
    private async Task KeepAsync()
    {
        (_changed, _refusal) = (true, null);
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            while (_changed)
            {
                _changed = false;

                // Whoever goes on to another page meanwhile has said it all the same: what waits is kept to its end.
                await Acts.KeepAsync(await Viewer.GetAsync(), AdId, new CreativeDraft(_draft, _pictures, _altText, _sound), CancellationToken.None);
            }

            await ReadAsync();
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
            Take();
        }
        finally
        {
            _saving = false;
        }

        await CheckAsync();
    }

    // The newest question wins: drawing takes a moment, and people go on choosing.
    private async Task CheckAsync()
    {
        var look = ++_looks;
        _checks = null;
        if (_ad!.Pictures.Count == 0)
        {
            return;
        }

        try
        {
            var drawn = await Desk.DrawAsync(await Viewer.GetAsync(), _view!.Brand, _ad, Shown, _gone.Token);
            var heard = _sounds.FirstOrDefault(t => t.Id == _ad.SoundId) is { } sound ? BrandChecks.Of(await Sounds.MeasureAsync(sound, _gone.Token)) : [];
            if (look == _looks)
            {
                _checks = [.. BrandChecks.Of(_ad.Design, _view.Brand.Book, Shown, drawn.Print.Look), .. heard];
                (_large, _cropped) = (drawn.Large, drawn.Cropped);
            }
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
    }
}
