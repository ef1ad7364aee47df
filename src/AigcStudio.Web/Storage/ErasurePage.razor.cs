using AigcStudio.Core;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Erasing;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Storage;

/// <summary>An erasure from the search to the act; what changes the choice takes the preview away, so that the act is always the one that was seen.</summary>
public sealed partial class ErasurePage : IDisposable
{
    private const string QueryWords = "words", QueryHolder = "holder";
    private const int Listed = 200;

    private readonly Departure _gone = new();
    private string _words = "";
    private string _reason = "";
    private bool _holder;
    private bool _dropBackups;
    private bool _busy;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required ErasureReader Reader { get; set; }

    [Inject]
    public required Erasures Erasures { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [Inject]
    public required ISnackbar Notes { get; set; }

    [SupplyParameterFromQuery(Name = QueryWords)]
    public string? Words { get; set; }

    [SupplyParameterFromQuery(Name = QueryHolder)]
    public bool? Holder { get; set; }

    private IReadOnlyList<ErasableItem>? Found { get; set; }

    private HashSet<string> Chosen { get; } = new(StringComparer.Ordinal);

    private ErasurePreview? Preview { get; set; }

    private Dictionary<Guid, ModelFate> Fates { get; } = [];

    private IReadOnlyList<Erasure> Past { get; set; } = [];

    private bool Ready => !_busy && Preview is { Busy: 0 } preview && !string.IsNullOrWhiteSpace(_reason) && preview.Models.All(m => Fates.ContainsKey(m.Id));

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var viewer = await Current.GetAsync();
        viewer.MustBeAdmin();
        (_words, _holder) = (Words ?? "", Holder ?? false);
        Forget();
        Chosen.Clear();
        Past = await Reader.ListAsync(viewer, 20, _gone.Token);
        Found = _words.Length == 0 ? null : await Reader.FindAsync(viewer, _words, _holder, _gone.Token);
    }

    private void Search() => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [QueryWords] = _words.Trim() is { Length: > 0 } words ? words : null, [QueryHolder] = _holder ? true : null }));

    private void Choose(string hash, bool chosen)
    {
        _ = chosen ? Chosen.Add(hash) : Chosen.Remove(hash);
        Forget();
    }

    private void ChooseAll(bool chosen)
    {
        Chosen.Clear();
        Chosen.UnionWith(chosen ? Found!.Select(f => f.Hash) : []);
        Forget();
    }

    private void Forget()
    {
        Preview = null;
        Fates.Clear();
    }

    private void Decide(Guid model, string? fate)
    {
        if (Enum.TryParse<ModelFate>(fate, out var chosen))
        {
            Fates[model] = chosen;
        }
        else
        {
            Fates.Remove(model);
        }
    }

    private async Task PreviewAsync() => Preview = await Reader.PreviewAsync(await Current.GetAsync(), Chosen, _gone.Token);

    private async Task EraseAsync()
    {
        _busy = true;
        try
        {
            var viewer = await Current.GetAsync();
            var ask = new ErasureAsk([.. Chosen], new Dictionary<Guid, ModelFate>(Fates), _reason, _dropBackups);
            await Task.Run(() => Erasures.CarryOutAsync(viewer, ask, CancellationToken.None));
            Notes.Add(Texts["erasure.done"], Severity.Success);
            _reason = "";
            await OnParametersSetAsync();
        }
        catch (StorageException refusal)
        {
            Notes.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
        finally
        {
            _busy = false;
        }
    }
}
