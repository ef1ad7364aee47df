using AigcStudio.Data;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Models;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Runs;

/// <summary>All runs that the reader may see, newest first; what is at work moves while one watches.</summary>
public sealed partial class RunsPage : IDisposable
{
    private const int PieceOf = 30;

    private readonly Departure _gone = new();
    private Page<RunCard>? _runs;
    private int _take = PieceOf;
    private IDisposable? _news;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required RunReader Runs { get; init; }

    [Inject] public required RunFeed Feed { get; init; }

    [Inject] public required FamilyCatalog Families { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary><c>active</c>, <c>over</c>, <c>trash</c>; anything else for all.</summary>
    [SupplyParameterFromQuery] public string? Show { get; set; }

    [SupplyParameterFromQuery] public bool Mine { get; set; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    private bool Filtering => Show is "active" or "over" or "trash" || Mine || !string.IsNullOrWhiteSpace(Search);

    public void Dispose()
    {
        _news?.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        _news ??= Feed.Watch(null, _ => InvokeAsync(ReadAgainAsync));
    }

    private async Task ReadAgainAsync()
    {
        if (!_gone.Happened)
        {
            await ReadAsync();
            StateHasChanged();
        }
    }

    private async Task ReadAsync()
    {
        var filter = new RunFilter(
            Active: Show switch { "active" => true, "over" => false, _ => null }, Mine: Mine, Search: Search, Trashed: Show == "trash");
        _runs = await Runs.ListAsync(await Viewer.GetAsync(), filter, after: null, _take, _gone.Token);
    }

    private Task MoreAsync()
    {
        _take += PieceOf;
        return ReadAsync();
    }

    private string TitleOf(string familyId) =>
        Families.Find(familyId)?.Title.In(System.Globalization.CultureInfo.CurrentUICulture) ?? familyId;

    private string With(string name, string value) => Navigation.GetUriWithQueryParameter(name, value.Length == 0 ? null : value);

    private void OnSearch(ChangeEventArgs change) => Navigation.NavigateTo(With("q", (string?)change.Value ?? ""), replace: true);
}
