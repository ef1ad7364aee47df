using AigcStudio.Core.Datasets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Runs;

/// <summary>The samples of one step, small.</summary>
public sealed partial class SampleCover : IDisposable
{
    private const int Shown = 4;

    private readonly Departure _gone = new();
    private SampleContent _content = SampleContent.None;
    private (Guid, int) _read;

    [Inject] public required SampleReader Samples { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Parameter, EditorRequired] public Guid RunId { get; set; }

    [Parameter, EditorRequired] public int Step { get; set; }

    [Parameter, EditorRequired] public Modality Modality { get; set; }

    [Parameter] public string Alt { get; set; } = "";

    /// <summary>Of a sheet of pictures, the share from its top that is shown; 1 for all of it.</summary>
    [Parameter] public double Share { get; set; } = 1;

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Modality != Modality.Image && _read != (RunId, Step))
        {
            _read = (RunId, Step);
            _content = await Samples.ReadAsync(await Viewer.GetAsync(), RunId, Step, _gone.Token);
        }
    }
}
