using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Models;
using AigcStudio.Data.Models;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Models;

/// <summary>One model: draw from it, see where it comes from.</summary>
public sealed partial class ModelPage : IDisposable
{
    private readonly Departure _gone = new();
    private ModelDetail? _model;
    private FamilyDescriptor? _family;
    private bool _missing;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required ModelReader Models { get; init; }

    [Inject] public required ModelActs Acts { get; init; }

    [Inject] public required FamilyCatalog Families { get; init; }

    [Inject] public required BrowserClock Clock { get; init; }

    [Inject] public required ISnackbar Notices { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Parameter] public Guid ModelId { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Trail => [new(Texts["models.title"], "models")];

    private bool Shared => _model?.Card.Visibility == Visibility.Shared;

    private bool Labelled => _family?.Labelled ?? false;

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        await Clock.KnowAsync();
        try
        {
            await ReadAsync();
            _missing = false;
        }
        catch (RefusedException)
        {
            _missing = true;
        }
    }

    private async Task ReadAsync()
    {
        _model = await Models.GetAsync(await Viewer.GetAsync(), ModelId, _gone.Token);
        _family = Families.Find(_model.Card.FamilyId);
    }

    private string Lead(ModelDetail model) => Figures.Line(
        _family?.Title.In(CultureInfo.CurrentUICulture) ?? model.Card.FamilyId,
        Texts["runs.version", model.Run.Card.DatasetName, model.Run.Card.DatasetVersion],
        model.Card.OwnerName);

    private async Task<bool> DoAsync(Func<Viewer, CancellationToken, Task> act)
    {
        try
        {
            await act(await Viewer.GetAsync(), _gone.Token);
            await ReadAsync();
            StateHasChanged();
            return true;
        }
        catch (StudioException refusal)
        {
            Notices.Add(Texts[Said.Of(refusal)], Severity.Warning);
            return false;
        }
    }

    private async Task RenameAsync()
    {
        if (await NameDialog.AskAsync(Dialogs, _model!.Card.Name) is { } name)
        {
            await DoAsync((v, c) => Acts.RenameAsync(v, ModelId, name, c));
        }
    }

    private Task ShowOrHideAsync() => DoAsync((v, c) => Acts.ShowAsync(v, ModelId, Shared ? Visibility.Private : Visibility.Shared, c));

    private async Task TrashAsync()
    {
        if (await DoAsync((v, c) => Acts.TrashAsync(v, ModelId, c)))
        {
            Notices.Add(Texts["runs.trashed", _model!.Card.Name], Severity.Normal, options =>
            {
                options.Action = Texts["runs.undo"];
                options.OnClick = _ => InvokeAsync(() => DoAsync((v, c) => Acts.RestoreAsync(v, ModelId, c)));
            });
        }
    }
}
