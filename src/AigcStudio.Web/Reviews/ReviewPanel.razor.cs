using AigcStudio.Core.Reviews;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Reviews;

/// <summary>What people judged of an artifact, and one's own judgement with words.</summary>
public sealed partial class ReviewPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<SpokenReview> _spoken = [];
    private string _comment = "";

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required ReviewBook Reviews { get; init; }

    [Parameter, EditorRequired] public Guid ArtifactId { get; set; }

    [Parameter] public ReviewState State { get; set; }

    [Parameter] public EventCallback Judged { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _spoken = await Reviews.OfAsync(await Viewer.GetAsync(), ArtifactId, _gone.Token);

    private async Task JudgeAsync(ReviewState state)
    {
        await Reviews.ReviewAsync(await Viewer.GetAsync(), ArtifactId, state, _comment, _gone.Token);
        _comment = "";
        await ReadAsync();
        await Judged.InvokeAsync();
    }
}
