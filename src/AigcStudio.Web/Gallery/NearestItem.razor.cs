using System.Globalization;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Gallery;

/// <summary>The training item that an artifact is too near to; only its number for those who may not see the dataset.</summary>
public sealed partial class NearestItem : IDisposable
{
    private readonly Departure _gone = new();
    private ItemView? _item;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required DatasetReader Datasets { get; init; }

    /// <summary>Of an artifact that has a nearest item.</summary>
    [Parameter, EditorRequired] public required ArtifactPassport Passport { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    private static string Two(double ratio) => ratio.ToString("0.00", CultureInfo.CurrentCulture);

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var (items, _) = await Datasets.SliceAsync(
                await Viewer.GetAsync(), Passport.DatasetId, Passport.DatasetVersionId, null, Passport.Tile.NearestItem!.Value, 1, _gone.Token);
            _item = items.SingleOrDefault();
        }
        catch (RefusedException)
        {
            // A reviewer judges without seeing datasets: the number must do.
        }
    }
}
