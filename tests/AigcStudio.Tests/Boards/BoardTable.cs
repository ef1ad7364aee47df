using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Tests.Boards;

/// <summary>A studio with boards and what lies on them, and two people who look at it.</summary>
internal sealed class BoardTable(TemporaryStudio studio) : IAsyncDisposable
{
    public Viewer Anna { get; } = Shelf.Person();

    public Viewer Ben { get; } = Shelf.Person();

    public TemporaryStudio Studio => studio;

    public BoardActs Acts => Get<BoardActs>();

    public BoardLaying Laying => Get<BoardLaying>();

    public BoardReader Reader => Get<BoardReader>();

    public static async Task<BoardTable> OpenAsync() => new(await TemporaryStudio.OpenAsync());

    public T Get<T>()
        where T : notnull => studio.Services.GetRequiredService<T>();

    public Task<Guid> MakeAsync(string name = "Spring", Guid? parent = null, Visibility? visibility = null) =>
        Acts.MakeAsync(Anna, name, parent, visibility, Xunit.TestContext.Current.CancellationToken);

    /// <summary>Anna's artifacts, newest first.</summary>
    /// <param name="hash">Of their bytes; null for bytes that are not there.</param>
    public async Task<IReadOnlyList<Guid>> DrawAsync(int count, Visibility visibility = Visibility.Shared, string? hash = null)
    {
        var generation = await Shelf.LineageAsync(studio, Anna.PersonId, ContentHash.Of("c"u8).Hex);
        return [.. (await Shelf.FillAsync(studio, generation, count, visibility, hash is null ? null : _ => hash)).Select(a => a.Id)];
    }

    public ValueTask DisposeAsync() => studio.DisposeAsync();
}
