using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Storage;

/// <summary>Backups on the page of storage; the one at hand is followed once a second, whoever asked for it.</summary>
public sealed partial class BackupPanel : IDisposable
{
    private const int Shown = 10;

    private readonly Departure _gone = new();
    private bool _making;
    private bool _sameDisk;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required BackupDesk Desk { get; set; }

    [Inject]
    public required BackupFolder Folder { get; set; }

    [Inject]
    public required StudioFolders Folders { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required ISnackbar Notes { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    private IReadOnlyList<BackupMade> Made { get; set; } = [];

    private JobProgress? Working { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Made = Desk.List(await Current.GetAsync());
        _sameDisk = Folder.Root.StartsWith(Folders.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        _ = FollowAsync(_gone.Token);
    }

    // Off the circuit and never ended with it: a page that is left must not cost the backup.
    private async Task MakeAsync()
    {
        _making = true;
        try
        {
            var viewer = await Current.GetAsync();
            await Task.Run(() => Desk.MakeAsync(viewer.PersonId, CancellationToken.None));
            Made = Desk.List(viewer);
            Notes.Add(Texts["storage.backups.made"], Severity.Success);
        }
        catch (StorageException refusal)
        {
            Notes.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
        finally
        {
            _making = false;
        }
    }

    private async Task FollowAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                if (Working != Desk.Working)
                {
                    await InvokeAsync(ShowAsync);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task ShowAsync()
    {
        Working = Desk.Working;
        Made = Working is null ? Desk.List(await Current.GetAsync()) : Made;
        StateHasChanged();
    }
}
