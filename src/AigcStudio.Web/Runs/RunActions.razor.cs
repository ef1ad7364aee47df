using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Runs;

/// <summary>The buttons of a run. Each spins from the click until the rows show that it really happened.</summary>
public sealed partial class RunActions : IDisposable
{
    private readonly Departure _gone = new();
    private Act? _asked;
    private string? _before;

    private enum Act
    {
        Pause,
        Resume,
        Stop,
        Sample,
        Save,
        Publish,
    }

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required RunActs Acts { get; init; }

    [Inject] public required RunTrash Trash { get; init; }

    [Inject] public required ModelActs Publishing { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Notices { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Parameter, EditorRequired] public required RunDetail Run { get; set; }

    [Parameter, EditorRequired] public required RunWatch Watch { get; set; }

    /// <summary>Something was done: the rows say more than they did.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    private RunState State => Run.Card.State;

    private bool Shared => Run.Card.Visibility == Visibility.Shared;

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (_asked is { } act && Sign(act) != _before)
        {
            _asked = null;
        }
    }

    // What must differ before the button settles. A run that leaves off learning draws and saves no more either.
    private string Sign(Act act) => act switch
    {
        Act.Sample => $"{State == RunState.Running} {(Watch.Samples.Count > 0 ? Watch.Samples[^1].At : null):O}",
        Act.Save => $"{State == RunState.Running} {(Watch.Checkpoints.Count > 0 ? Watch.Checkpoints[0].At : null):O}",
        _ => State.ToString(),
    };

    private async Task AskAsync(Act act)
    {
        (_asked, _before) = (act, Sign(act));
        var done = await DoAsync((viewer, cancel) => act switch
        {
            Act.Pause => Acts.PauseAsync(viewer, Run.Card.Id, cancel),
            Act.Resume => Acts.ResumeAsync(viewer, Run.Card.Id, cancel),
            Act.Stop => Acts.CancelAsync(viewer, Run.Card.Id, cancel),
            Act.Sample => Acts.SampleAsync(viewer, Run.Card.Id, cancel),
            Act.Save => Acts.CheckpointAsync(viewer, Run.Card.Id, cancel),
            _ => PublishAsync(viewer, cancel),
        });
        _asked = done ? _asked : null;
    }

    private async Task PublishAsync(Viewer viewer, CancellationToken cancel)
    {
        var model = await Publishing.PublishAsync(viewer, Run.Card.Id, checkpointId: null, name: null, cancel);
        Navigation.NavigateTo($"models/{model}");
    }

    private async Task<bool> DoAsync(Func<Viewer, CancellationToken, Task> act)
    {
        try
        {
            await act(await Viewer.GetAsync(), _gone.Token);
            await Changed.InvokeAsync();
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
        if (await NameDialog.AskAsync(Dialogs, Run.Card.Name) is { } name)
        {
            await DoAsync((v, c) => Acts.RenameAsync(v, Run.Card.Id, name, c));
        }
    }

    private Task ShowOrHideAsync() =>
        DoAsync((v, c) => Acts.ShowAsync(v, Run.Card.Id, Shared ? Visibility.Private : Visibility.Shared, c));

    private async Task TrashAsync()
    {
        if (await DoAsync((v, c) => Trash.TrashAsync(v, Run.Card.Id, c)))
        {
            Notices.Add(Texts["runs.trashed", Run.Card.Name], Severity.Normal, options =>
            {
                options.Action = Texts["runs.undo"];
                options.OnClick = _ => InvokeAsync(() => DoAsync((v, c) => Trash.RestoreAsync(v, Run.Card.Id, c)));
            });
        }
    }
}
