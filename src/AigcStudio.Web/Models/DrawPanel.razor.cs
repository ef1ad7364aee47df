using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Models;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Models;

/// <summary>Draws from a model; what it drew appears here as it comes and lies in the gallery.</summary>
public sealed partial class DrawPanel : IDisposable
{
    /// <summary>A small draw takes well under a second: asked for often enough that it seems to be there at once.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    private static readonly int[] Counts = [1, 4, 16, 36, 64, 100];

    private readonly Departure _gone = new();
    private int _count = 16;
    private int _seed = NewSeed();
    private bool _seedRefused;
    private string _label = "";
    private bool _drawing;
    private string? _refusal;
    private GenerationView? _drawn;
    private IReadOnlyList<ArtifactTile> _tiles = [];
    private JsonObject _settings = [];
    private bool _sound = true;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required DrawAsks Asks { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required GenerationReader Draws { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired] public Guid ModelId { get; set; }

    /// <summary>What a draw can ask for; empty where the family or the data has no labels.</summary>
    [Parameter] public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>Says which settings a draw may have; null where this build no longer knows the family.</summary>
    [Parameter] public FamilyDescriptor? Family { get; set; }

    /// <summary>A draw has ended.</summary>
    [Parameter] public EventCallback Drawn { get; set; }

    /// <summary>Shown until something has been drawn.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    // A million seeds: short enough to read to somebody, enough never to meet by chance.
    private static int NewSeed() => RandomNumberGenerator.GetInt32(1_000_000);

    private void Roll() => (_seed, _seedRefused) = (NewSeed(), false);

    private void OnSeed(ChangeEventArgs change)
    {
        _seedRefused = !int.TryParse((string?)change.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed);
        (_seed, _refusal) = _seedRefused ? (_seed, Texts["models.draw.badSeed"]) : (seed, null);
    }

    private async Task DrawAsync()
    {
        (_drawing, _refusal, _drawn, _tiles) = (true, null, null, []);
        try
        {
            var viewer = await Viewer.GetAsync();
            var ask = new GenerationAsk(
                ModelId, RunId: null, _count, _seed, _label.Length == 0 ? null : _label, (JsonObject)_settings.DeepClone());
            var queued = await Asks.QueueAsync(viewer, ask, _gone.Token);
            do
            {
                _drawn = await Draws.GetAsync(viewer, queued.GenerationId, _gone.Token);
                await LookAsync(viewer, _drawn.Artifacts);
                StateHasChanged();
                if (!JobMove.Endings.Contains(_drawn.State))
                {
                    await Task.Delay(Pace, Time, _gone.Token);
                }
            }
            while (!JobMove.Endings.Contains(_drawn.State));
            _refusal = _drawn.State == JobState.Succeeded ? null
                : _drawn.Failure is { } failure ? Texts[failure] : Texts["models.draw.notDrawn"];
            await Drawn.InvokeAsync();
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
        catch (OperationCanceledException)
        {
            // The page was left; the draw goes on and its pictures lie in the gallery.
            return;
        }

        _drawing = false;
        Roll();
    }

    private async Task LookAsync(Viewer viewer, IReadOnlyList<Guid> artifacts)
    {
        if (artifacts.Count > _tiles.Count)
        {
            _tiles = [.. (await Gallery.TilesAsync(viewer, artifacts, _gone.Token)).OrderBy(t => t.Index)];
        }
    }
}
