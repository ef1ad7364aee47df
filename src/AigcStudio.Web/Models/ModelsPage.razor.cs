using System.Globalization;
using AigcStudio.Data;
using AigcStudio.Data.Models;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Models;

/// <summary>What people can draw from: the published checkpoints, newest first, each with what it drew when it was saved.</summary>
public sealed partial class ModelsPage : IDisposable
{
    private const int PieceOf = 24;

    private readonly Departure _gone = new();
    private Page<ModelCard>? _models;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required ModelReader Models { get; init; }

    [Inject] public required FamilyCatalog Families { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary><c>trash</c> for the trash.</summary>
    [SupplyParameterFromQuery] public string? Show { get; set; }

    [SupplyParameterFromQuery] public bool Mine { get; set; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    private ModelFilter Filter => new(Mine: Mine, Search: Search, Trashed: Show == "trash");

    private bool Filtering => Show == "trash" || Mine || !string.IsNullOrWhiteSpace(Search);

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync() =>
        _models = await Models.ListAsync(await Viewer.GetAsync(), Filter, after: null, PieceOf, _gone.Token);

    private async Task MoreAsync()
    {
        var more = await Models.ListAsync(await Viewer.GetAsync(), Filter, _models!.Next, PieceOf, _gone.Token);
        _models = new Page<ModelCard>([.. _models.Items, .. more.Items], more.Next);
    }

    private string TitleOf(string familyId) => Families.Find(familyId)?.Title.In(CultureInfo.CurrentUICulture) ?? familyId;

    private string With(string name, string value) => Navigation.GetUriWithQueryParameter(name, value.Length == 0 ? null : value);

    private void OnSearch(ChangeEventArgs change) => Navigation.NavigateTo(With("q", (string?)change.Value ?? ""), replace: true);
}
