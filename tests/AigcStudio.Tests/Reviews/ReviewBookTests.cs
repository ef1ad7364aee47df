using AigcStudio.Core.Accounts;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>The gate before approval.</summary>
public sealed class ReviewBookTests : IAsyncLifetime
{
    private const double Near = Nearness.CopyRatio - 0.001;

    private readonly Viewer _anna = Shelf.Person(Role.Reviewer);
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private GalleryReader Gallery => _studio.Services.GetRequiredService<GalleryReader>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_near_copy_is_approved_by_nobody_who_does_not_say_that_they_looked()
    {
        var id = await ArtifactAsync(Near);

        var refusal = await Assert.ThrowsAsync<ReviewException>(() => JudgeAsync(id, ReviewState.Approved, seen: false));

        Assert.Equal("review.nearCopy(7, 0.33)", refusal.Message);
        Assert.Equal(ReviewState.Open, await StateAsync(id));
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Who_says_that_they_looked_approves_it_and_the_audit_log_has_it()
    {
        var id = await ArtifactAsync(Near);
        await JudgeAsync(id, ReviewState.Approved, seen: true);

        Assert.Equal(ReviewState.Approved, await StateAsync(id));
        var entry = Assert.Single(await AuditAsync());
        Assert.Equal(
            (_anna.PersonId, "artifact.nearCopyApproved", $"artifact:{id}", "item:7 0.33"), (entry.PersonId!.Value, entry.Act, entry.Subject, entry.Details));
    }

    [Theory]
    [InlineData(null, ReviewState.Approved)]
    [InlineData(Nearness.CopyRatio, ReviewState.Approved)]
    [InlineData(Near, ReviewState.Rejected)]
    [InlineData(Near, ReviewState.NeedsWork)]
    public async Task What_is_far_or_unchecked_or_not_approved_needs_no_word(double? closeness, ReviewState state)
    {
        var id = await ArtifactAsync(closeness);
        await JudgeAsync(id, state, seen: false);

        Assert.Equal(state, await StateAsync(id));
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task The_gallery_finds_near_copies_and_says_so_of_each()
    {
        var (near, far, unchecked_) = (await ArtifactAsync(Near), await ArtifactAsync(0.5), await ArtifactAsync(null));

        Assert.Equal([near], await Gallery.IdsAsync(_anna, new GalleryFilter(NearCopy: true), Cancel));
        var tiles = (await Gallery.TilesAsync(_anna, [near, far, unchecked_], Cancel)).ToDictionary(t => t.Id);
        Assert.Equal((7, Near, true), (tiles[near].NearestItem, tiles[near].Closeness, tiles[near].NearCopy));
        Assert.Equal((7, 0.5, false), (tiles[far].NearestItem, tiles[far].Closeness, tiles[far].NearCopy));
        Assert.Equal((null, null, false), (tiles[unchecked_].NearestItem, tiles[unchecked_].Closeness, tiles[unchecked_].NearCopy));
    }

    private Task JudgeAsync(Guid id, ReviewState state, bool seen) =>
        _studio.Services.GetRequiredService<ReviewBook>().ReviewAsync(_anna, id, state, "", seen, Cancel);

    private async Task<ReviewState> StateAsync(Guid id) => (await Gallery.TilesAsync(_anna, [id], Cancel))[0].ReviewState;

    private Task<IReadOnlyList<AuditEntry>> AuditAsync() => _studio.Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel);

    private async Task<Guid> ArtifactAsync(double? closeness)
    {
        var generation = await Shelf.LineageAsync(_studio, Guid.CreateVersion7(), "c");
        var id = (await Shelf.FillAsync(_studio, generation, 1))[0].Id;
        await using var db = await _studio.DbAsync();
        await db.Artifacts.Where(a => a.Id == id && closeness != null).ExecuteUpdateAsync(
            row => row.SetProperty(a => a.NearestItem, 7).SetProperty(a => a.Closeness, closeness), Cancel);
        return id;
    }
}
