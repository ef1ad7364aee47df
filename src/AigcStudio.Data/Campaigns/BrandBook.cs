using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Campaigns;

/// <summary>Brands: read, made, changed, published, put in the trash.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
public sealed class BrandBook(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<Brand>> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Brands.AsNoTracking().VisibleTo(viewer).NotTrashed().OrderBy(b => b.Name).ThenBy(b => b.Id).ToListAsync(cancel);
    }

    public async Task<Brand> GetAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Brands.AsNoTracking().VisibleTo(viewer).NotTrashed().SingleOrDefaultAsync(b => b.Id == id, cancel) ?? throw RefusedException.NotFound();
    }

    /// <exception cref="CampaignException">As <see cref="BrandRules.Check"/>.</exception>
    public async Task<Guid> MakeAsync(Viewer viewer, AdBrand book, IReadOnlyList<string> toneWords, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        var kept = BrandRules.Check(book);
        var now = clock.GetUtcNow();
        var brand = new Brand
        {
            Id = Guid.CreateVersion7(now),
            Name = kept.Name,
            OwnerId = viewer.PersonId,
            Book = kept,
            ToneWords = BrandRules.Words(toneWords),
            CreatedAt = now,
        };
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Brands.Add(brand);
        await db.SaveChangesAsync(cancel);
        return brand.Id;
    }

    /// <exception cref="CampaignException">As <see cref="BrandRules.Check"/>.</exception>
    public Task ChangeAsync(Viewer viewer, Guid id, AdBrand book, IReadOnlyList<string> toneWords, CancellationToken cancel) =>
        ActAsync(viewer, id, b => (b.Book, b.Name, b.ToneWords) = (BrandRules.Check(book), book.Name.Trim(), BrandRules.Words(toneWords)), cancel);

    /// <param name="hash">Of a PNG among the blobs, or null for no logo.</param>
    public Task LogoAsync(Viewer viewer, Guid id, string? hash, int width, int height, CancellationToken cancel) =>
        ActAsync(viewer, id, b => (b.LogoBlobHash, b.LogoWidth, b.LogoHeight) = (hash, width, height), cancel);

    public Task PublishAsync(Viewer viewer, Guid id, bool published, CancellationToken cancel) => ActAsync(viewer, id, b => b.Published = published, cancel);

    public Task TrashAsync(Viewer viewer, Guid id, CancellationToken cancel) => ActAsync(viewer, id, b => b.TrashedAt = clock.GetUtcNow(), cancel);

    private async Task ActAsync(Viewer viewer, Guid id, Action<Brand> change, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        change(await db.Brands.VisibleTo(viewer).NotTrashed().OneToChangeAsync(id, viewer, cancel));
        await db.SaveChangesAsync(cancel);
    }
}
