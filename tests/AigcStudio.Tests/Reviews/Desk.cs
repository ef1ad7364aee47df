using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Reviews;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>A studio with a desk in it, some people, and what they do there.</summary>
public abstract class Desk : IAsyncLifetime
{
    internal TemporaryStudio Studio { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal Viewer Maker { get; private set; } = null!;

    internal Viewer Anna { get; private set; } = null!;

    internal Viewer Ben { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Studio = await TemporaryStudio.OpenAsync();
        (Maker, Anna, Ben) = (await PersonAsync("Maker", Role.Creator), await PersonAsync("Anna", Role.Reviewer), await PersonAsync("Ben", Role.Reviewer));
    }

    public async ValueTask DisposeAsync()
    {
        await Studio.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected T The<T>()
        where T : notnull => Studio.Services.GetRequiredService<T>();

    /// <summary>Artifacts of a run of their own, newest first.</summary>
    protected async Task<IReadOnlyList<Guid>> DrawAsync(int count, Visibility visibility = Visibility.Shared, string? label = null, Core.Datasets.Modality? kind = null)
    {
        var generation = await Shelf.LineageAsync(Studio, Maker.PersonId, "c", visibility: visibility);
        var artifacts = await Shelf.FillAsync(
            Studio.Contexts, generation, count, visibility, kind: kind is { } k ? _ => k : null, label: label, newest: Shelf.Noon.AddMinutes(_minutes++));
        return [.. artifacts.Select(a => a.Id)];
    }

    internal Task RateAsync(Viewer viewer, Guid id, int stars) => The<RatingBook>().RateAsync(viewer, [id], stars, Cancel);

    internal async Task<Viewer> PersonAsync(string name, Role role)
    {
        var person = new Person
        {
            Id = Guid.CreateVersion7(),
            DisplayName = name,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Role = role,
            PasswordHash = "none",
            SecurityStamp = name,
        };
        await using var db = await Studio.DbAsync();
        db.People.Add(person);
        await db.SaveChangesAsync(Cancel);
        return new Viewer(person.Id, role);
    }

    // Each draw is newer than the one before.
    private int _minutes;
}
