using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Boards;
using AigcStudio.Web.Gallery.Compare;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace AigcStudio.Web.Gallery;

/// <summary>Acts on a whole selection: stars, boards, judgement, visibility, download, trash.</summary>
public sealed partial class BulkBar : IDisposable
{
    private DeliveryFormats _formats = DeliveryFormats.Of(null, null, null);
    private bool _canCreate;
    private bool _left;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required GalleryTrash Trash { get; init; }

    [Inject] public required ArtifactShowing Showing { get; init; }

    [Inject] public required RatingBook Ratings { get; init; }

    [Inject] public required BulkReviews Judgements { get; init; }

    [Inject] public required ReviewBook Reviews { get; init; }

    [Inject] public required BoardReader Boards { get; init; }

    [Inject] public required BoardActs BoardActs { get; init; }

    [Inject] public required BoardLaying Laying { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    /// <summary>Acts that only the page around it has.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    [Parameter, EditorRequired] public required GridSelection Selection { get; set; }

    /// <summary>Kinds for which a download asks its format.</summary>
    [Parameter] public IReadOnlySet<Modality> Kinds { get; set; } = new HashSet<Modality>();

    /// <summary>The board that is looked at, where the viewer may change it.</summary>
    [Parameter] public Guid? BoardId { get; set; }

    /// <summary>Artifacts look different now.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Guid>> Changed { get; set; }

    /// <summary>Artifacts came or went: the list is to be read anew.</summary>
    [Parameter] public EventCallback Moved { get; set; }

    public void Dispose() => _left = true;

    /// <summary>Does what a key of the grid asks for, where it is an act on the chosen ones.</summary>
    internal Task DoAsync(GridMeaning meaning) => meaning.Act switch
    {
        GridAct.Rate => RateAsync(meaning.Stars),
        GridAct.Trash => TrashAsync(),
        GridAct.Lay when _canCreate => LayAsync(),
        GridAct.Compare => CompareAsync(),
        _ => Task.CompletedTask,
    };

    /// <summary>Lays artifacts on a board, and says so.</summary>
    internal Task PutAsync(IReadOnlyList<Guid> ids, Guid boardId) => GuardedAsync(ids, async (viewer, chosen) =>
    {
        var board = (await Boards.LinesAsync(viewer, CancellationToken.None)).FirstOrDefault(l => l.Id == boardId);
        if (board is not null)
        {
            await PutOnAsync(viewer, chosen, board);
        }
    });

    protected override async Task OnInitializedAsync() => _canCreate = (await Viewer.GetAsync()).CanCreate;

    private Task RateAsync(int stars) => GuardedAsync(Selection.Subjects, async (viewer, ids) =>
    {
        var before = await Ratings.StarsOfAsync(viewer, ids, CancellationToken.None);
        await Ratings.RateAsync(viewer, ids, stars, CancellationToken.None);
        await ChangedAsync(ids);
        if (ids.Count > 1)
        {
            Say(Texts["gallery.rated", ids.Count, stars], async () =>
            {
                await Ratings.RestoreAsync(await Viewer.GetAsync(), ids, before, CancellationToken.None);
                await ChangedAsync(ids);
            });
        }
    });

    private Task LayAsync() => GuardedAsync(Selection.Subjects, async (viewer, ids) =>
    {
        if (await BoardPicker.AskAsync(Dialogs, Boards, BoardActs, viewer, CancellationToken.None) is { } board)
        {
            await PutOnAsync(viewer, ids, board);
        }
    });

    private async Task PutOnAsync(Viewer viewer, IReadOnlyList<Guid> ids, BoardLine board)
    {
        var put = await Laying.PutAsync(viewer, board.Id, ids, CancellationToken.None);
        await MovedAsync();
        Say(put.Count == 0 ? Texts["boards.put.already", board.Name] : Texts["boards.put.done", put.Count, board.Name], put.Count == 0 ? null : async () =>
        {
            await Laying.TakeOffAsync(await Viewer.GetAsync(), board.Id, put, CancellationToken.None);
            await MovedAsync();
        });
    }

    private Task TakeOffAsync() => GuardedAsync(Selection.Subjects, async (viewer, ids) =>
    {
        var board = BoardId!.Value;
        var taken = await Laying.TakeOffAsync(viewer, board, ids, CancellationToken.None);
        Selection.Clear();
        await MovedAsync();
        Say(Texts["boards.taken", taken.Count], async () =>
        {
            await Laying.PutBackAsync(await Viewer.GetAsync(), board, taken, CancellationToken.None);
            await MovedAsync();
        });
    });

    private Task ApproveAsync() => GuardedAsync(Selection.Subjects, async (viewer, ids) =>
    {
        var judged = await Judgements.JudgeAsync(viewer, ids, ReviewState.Approved, confirm: false, CancellationToken.None);
        await ChangedAsync(ids);
        var said = Texts["boards.bulk.approved", judged.Made.Count];
        Say(judged.NearCopies > 0 ? $"{said} {Texts["boards.bulk.nearCopies", judged.NearCopies]}" : said, async () =>
        {
            await Reviews.TakeBackAsync(await Viewer.GetAsync(), [.. judged.Made.Values], CancellationToken.None);
            await ChangedAsync(ids);
        });
    });

    private Task ShowAsync(Visibility visibility) => GuardedAsync(Selection.Subjects, async (viewer, ids) =>
    {
        var changed = await Showing.ShowAsync(viewer, ids, visibility, CancellationToken.None);
        Say(Texts[visibility == Visibility.Private ? "boards.bulk.hidden" : "boards.bulk.shown", changed.Count], async () =>
            await Showing.ShowAsync(await Viewer.GetAsync(), changed, visibility == Visibility.Private ? Visibility.Shared : Visibility.Private, CancellationToken.None));
    });

    private Task TrashAsync() => GuardedAsync(Selection.Subjects, async (viewer, ids) =>
    {
        var moved = await Trash.TrashAsync(viewer, ids, CancellationToken.None);
        Selection.Clear();
        await MovedAsync();
        Say(Texts["gallery.trashed", moved], async () =>
        {
            await Trash.RestoreAsync(await Viewer.GetAsync(), ids, CancellationToken.None);
            await MovedAsync();
        });
    });

    private Task CompareAsync() => GuardedAsync(Selection.Subjects, async (viewer, ids) =>
    {
        await Comparison.CheckAsync(Gallery, viewer, ids, CancellationToken.None);
        Navigation.NavigateTo(Comparison.AddressOf(ids));
    });

    private async Task ZipAsync()
    {
        if (Selection.Count > SelectionArchive.Most)
        {
            Snackbar.Add(Texts["export.tooMany", SelectionArchive.Most], Severity.Warning);
            return;
        }

        await using var gallery = await Script.InvokeAsync<IJSObjectReference>("import", "./js/gallery.js");
        await gallery.InvokeVoidAsync("zip", string.Join(',', Selection.Subjects), _formats.Pictures.Id, _formats.Texts.Id, _formats.Sounds.Id);
    }

    private Task ClearAsync()
    {
        Selection.Clear();
        return ChangedAsync([]);
    }

    // Whoever left the page sees it when they come back; what it would read anew is no longer there.
    private Task MovedAsync() => _left ? Task.CompletedTask : Moved.InvokeAsync();

    private Task ChangedAsync(IReadOnlyList<Guid> ids) => _left ? Task.CompletedTask : Changed.InvokeAsync(ids);

    // A refusal is a sentence in the corner, not the end of the page.
    private async Task GuardedAsync(IReadOnlyList<Guid> ids, Func<Viewer, IReadOnlyList<Guid>, Task> act)
    {
        if (ids.Count == 0)
        {
            return;
        }

        try
        {
            await act(await Viewer.GetAsync(), ids);
        }
        catch (StudioException refusal)
        {
            Snackbar.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
    }

    private void Say(string done, Func<Task>? undo) => Snackbar.Add(done, Severity.Normal, o =>
    {
        if (undo is not null)
        {
            o.Action = Texts["gallery.undo"];
            o.OnClick = _ => InvokeAsync(() => GuardedAsync([Guid.Empty], (_, _) => undo()));
        }
    });
}
