using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Storage;

/// <summary>A clean-up from its choice to its act; what changes the choice takes the preview away, so that the act is always the one that was seen.</summary>
public sealed partial class CleanUpPanel : IDisposable
{
    private readonly Departure _gone = new();
    private bool _looking;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required CleanUps CleanUps { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required ISnackbar Notes { get; set; }

    /// <summary>A clean-up was queued.</summary>
    [Parameter]
    public EventCallback Queued { get; set; }

    private CleanPart Parts { get; set; } = CleanPart.Uploads;

    private int TrashDays { get; set; } = 30;

    private int UploadDays { get; set; } = 7;

    private CleanPlan? Plan { get; set; }

    private CleanAsk Ask => new(Parts, TrashDays, UploadDays);

    public void Dispose()
    {
        _gone.Dispose();
    }

    private void Choose(CleanPart part, bool chosen)
    {
        Parts = chosen ? Parts | part : Parts & ~part;
        Plan = null;
    }

    private void SetDays(ChangeEventArgs given, Action<int> set)
    {
        if (int.TryParse((string?)given.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            set(days);
            Plan = null;
        }
    }

    private async Task PreviewAsync()
    {
        (_looking, Plan) = (true, null);
        try
        {
            var (viewer, ask) = (await Current.GetAsync(), Ask);
            Plan = await Task.Run(() => CleanUps.PreviewAsync(viewer, ask, _gone.Token), _gone.Token);
        }
        catch (StorageException refusal)
        {
            Notes.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        finally
        {
            _looking = false;
        }
    }

    private async Task CleanAsync()
    {
        try
        {
            await CleanUps.QueueAsync(await Current.GetAsync(), Ask, nightly: false, _gone.Token);
            Plan = null;
            Notes.Add(Texts["storage.queued"], Severity.Success);
        }
        catch (StorageException refusal)
        {
            Notes.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }

        await Queued.InvokeAsync();
    }
}
