using AigcStudio.Core;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Reviews;

/// <summary>What people judged of an artifact, and one's own judgement with words.</summary>
public sealed partial class ReviewPanel : IDisposable
{
    private readonly Departure _gone = new();
    private IReadOnlyList<SpokenReview> _spoken = [];
    private string _comment = "";
    private bool _seen;
    private bool? _read;
    private string? _refusal;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required ReviewBook Reviews { get; init; }

    [Parameter, EditorRequired] public Guid ArtifactId { get; set; }

    [Parameter] public ReviewState State { get; set; }

    /// <summary>What others judged is shown once the viewer has rated or judged it.</summary>
    [Parameter] public bool Hidden { get; set; }

    /// <summary>It is as near to a training item as a copy is: who approves it says that they looked.</summary>
    [Parameter] public bool NearCopy { get; set; }

    /// <summary>What a reviewer should look at first.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    [Parameter] public EventCallback Judged { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync() => _read == Hidden ? Task.CompletedTask : ReadAsync();

    private async Task ReadAsync()
    {
        _read = Hidden;
        _spoken = await Reviews.OfAsync(await Viewer.GetAsync(), ArtifactId, _gone.Token);
    }

    private async Task JudgeAsync(ReviewState state)
    {
        try
        {
            await Reviews.ReviewAsync(await Viewer.GetAsync(), ArtifactId, state, _comment, _seen, _gone.Token);
        }
        catch (ReviewException refusal)
        {
            // It may have been compared since the page was opened: reading it again brings what there is to look at.
            _refusal = Texts[Said.Of(refusal)];
            await Judged.InvokeAsync();
            return;
        }

        (_comment, _refusal) = ("", null);
        await ReadAsync();
        await Judged.InvokeAsync();
    }
}
