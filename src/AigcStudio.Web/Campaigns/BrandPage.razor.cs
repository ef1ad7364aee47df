using AigcStudio.Core;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Campaigns.Sets;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace AigcStudio.Web.Campaigns;

/// <summary>A brand: for a new one, and to change one.</summary>
public sealed partial class BrandPage : IDisposable
{
    private static readonly char[] Commas = [',', ';', '，', '、', '；'];

    private readonly Departure _gone = new();
    private List<string> _palette = ["#17324d", "#f7f3ea", "#c8553d"];
    private IReadOnlyList<string> _fonts = [AdFonts.Fallback];
    private List<MoodDraft> _moods = [];
    private Brand? _brand;
    private string _name = "";
    private string _headlineFont = AdFonts.Fallback;
    private string _bodyFont = AdFonts.Fallback;
    private string _tone = "";
    private string _banned = "";
    private double _safeArea = 5;
    private string? _refusal;
    private bool _read;
    private bool _mine = true;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required BrandBook Brands { get; init; }

    [Inject] public required BrandLogos Logos { get; init; }

    [Inject] public required IMedia Media { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Parameter] public Guid? Id { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Trail => [new(Texts["campaigns.title"], "campaigns"), new(Texts["brands.title"], "campaigns/brands")];

    public void Dispose() => _gone.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        _fonts = await Media.AdFontsAsync(_gone.Token);
        (_headlineFont, _bodyFont) = (_fonts[0], _fonts[0]);
        if (Id is { } id)
        {
            await ReadAsync(id);
        }

        _read = true;
    }

    private static IReadOnlyList<string> Words(string words) => words.Split(Commas, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task ReadAsync(Guid id)
    {
        var viewer = await Viewer.GetAsync();
        _brand = await Brands.GetAsync(viewer, id, _gone.Token);
        _mine = viewer.IsAdmin || _brand.OwnerId == viewer.PersonId;
        var book = _brand.Book;
        (_name, _palette, _headlineFont, _bodyFont) = (book.Name, [.. book.Palette], book.HeadlineFont, book.BodyFont);
        (_tone, _banned, _safeArea) = (string.Join(", ", _brand.ToneWords), string.Join(", ", book.BannedWords), Math.Round(book.SafeArea * 100));
        _moods = [.. book.Moods.Select(MoodDraft.Of)];
        _fonts = [.. _fonts.Union([_headlineFont, _bodyFont])];
    }

    private Task SaveAsync() => GuardedAsync(async () =>
    {
        var viewer = await Viewer.GetAsync();
        var book = new AdBrand(_name, _palette, _headlineFont, _bodyFont, Words(_banned), _safeArea / 100) { Moods = [.. _moods.Select(m => m.Mood)] };
        if (Id is { } id)
        {
            await Brands.ChangeAsync(viewer, id, book, Words(_tone), _gone.Token);
            await ReadAsync(id);
            Snackbar.Add(Texts["campaigns.saved"], Severity.Success);
        }
        else
        {
            Navigation.NavigateTo($"campaigns/brands/{await Brands.MakeAsync(viewer, book, Words(_tone), _gone.Token)}");
        }
    });

    private Task PublishAsync() => GuardedAsync(async () =>
    {
        await Brands.PublishAsync(await Viewer.GetAsync(), _brand!.Id, !_brand.Published, _gone.Token);
        await ReadAsync(_brand.Id);
    });

    private Task TrashAsync() => GuardedAsync(async () =>
    {
        await Brands.TrashAsync(await Viewer.GetAsync(), _brand!.Id, _gone.Token);
        Navigation.NavigateTo("campaigns/brands");
    });

    private Task LogoAsync(InputFileChangeEventArgs chosen) => GuardedAsync(async () =>
    {
        if (chosen.File.Size > BrandLogos.MostBytes)
        {
            throw new CampaignException("brands.logo.refused", BrandLogos.MostBytes >> 20);
        }

        await using var file = chosen.File.OpenReadStream(BrandLogos.MostBytes, _gone.Token);
        await Logos.TakeAsync(await Viewer.GetAsync(), _brand!.Id, file, _gone.Token);
        await ReadAsync(_brand.Id);
    });

    private async Task GuardedAsync(Func<Task> act)
    {
        try
        {
            _refusal = null;
            await act();
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
    }
}
