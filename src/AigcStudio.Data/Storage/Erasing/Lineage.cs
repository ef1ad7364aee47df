using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>
/// Everything that descends from some items: the versions that hold them, runs on those, models and works of those, what left the house, boards and
/// guests' links that show the works, and, from there on again, what learned from works that came back as items.
/// </summary>
public static class Lineage
{
    private const string Closure =
        """
        WITH RECURSIVE reached(Kind, Id) AS (
            SELECT 'item', value FROM json_each({0})
            UNION SELECT 'version', i."VersionId" FROM reached r JOIN "Items" i ON i."BlobHash" = r.Id WHERE r.Kind IN ('item', 'offspring')
            UNION SELECT 'run', x."Id" FROM reached r JOIN "Runs" x ON x."DatasetVersionId" = r.Id WHERE r.Kind = 'version'
            UNION SELECT 'model', m."Id" FROM reached r JOIN "Models" m ON m."RunId" = r.Id WHERE r.Kind = 'run'
            UNION SELECT 'artifact', a."Id" FROM reached r JOIN "Artifacts" a ON a."RunId" = r.Id WHERE r.Kind = 'run'
            UNION SELECT 'export', e."Id" FROM reached r JOIN "Exports" e ON e."ArtifactId" = r.Id WHERE r.Kind = 'artifact'
            UNION SELECT 'board', b."BoardId" FROM reached r JOIN "BoardItems" b ON b."ArtifactId" = r.Id WHERE r.Kind = 'artifact'
            UNION SELECT 'guestLink', g."LinkId" FROM reached r JOIN "GuestLinkItems" g ON g."ArtifactId" = r.Id WHERE r.Kind = 'artifact'
            UNION SELECT 'offspring', i."BlobHash" FROM reached r JOIN "Artifacts" a ON a."Id" = r.Id JOIN "Items" i ON i."BlobHash" = a."BlobHash" WHERE r.Kind = 'artifact'
            UNION SELECT 'offspring', i."BlobHash" FROM reached r JOIN "Items" i ON i."ArtifactId" = r.Id WHERE r.Kind = 'artifact'
            UNION SELECT 'offspring', i."BlobHash" FROM reached r JOIN "Items" i ON i."DrawnByRunId" = r.Id WHERE r.Kind = 'run'
            UNION SELECT 'offspring', i."BlobHash" FROM reached r JOIN "Exports" e ON e."Id" = r.Id JOIN "Items" i ON i."BlobHash" = e."FileHash" WHERE r.Kind = 'export'
        )
        SELECT Kind, Id FROM reached
        """;

    /// <param name="hashes">Of items.</param>
    public static async Task<Descent> OfAsync(StudioDb db, IReadOnlyCollection<string> hashes, CancellationToken cancel)
    {
        var nodes = await db.Database.SqlQueryRaw<LineageNode>(Closure, JsonSerializer.Serialize(hashes)).ToListAsync(cancel);
        return new Descent(nodes);
    }
}

/// <param name="Kind"><c>item</c>, <c>offspring</c> (a work that came back as an item), <c>version</c>, <c>run</c>, <c>model</c>, <c>artifact</c>, <c>export</c>, <c>board</c>, <c>guestLink</c>.</param>
/// <param name="Id">Hash of an item or offspring; id of anything else.</param>
public sealed record LineageNode(string Kind, string Id);

/// <summary>What descends from some items.</summary>
public sealed class Descent(IReadOnlyCollection<LineageNode> nodes)
{
    public IReadOnlyList<Guid> Versions { get; } = Ids(nodes, "version");

    public IReadOnlyList<Guid> Runs { get; } = Ids(nodes, "run");

    public IReadOnlyList<Guid> Models { get; } = Ids(nodes, "model");

    public IReadOnlyList<Guid> Artifacts { get; } = Ids(nodes, "artifact");

    public IReadOnlyList<Guid> Exports { get; } = Ids(nodes, "export");

    public IReadOnlyList<Guid> Boards { get; } = Ids(nodes, "board");

    public IReadOnlyList<Guid> GuestLinks { get; } = Ids(nodes, "guestLink");

    /// <summary>Hashes of works that came back as items.</summary>
    public IReadOnlyList<string> Offspring { get; } = [.. nodes.Where(n => n.Kind == "offspring").Select(n => n.Id)];

    private static List<Guid> Ids(IEnumerable<LineageNode> nodes, string kind) => [.. nodes.Where(n => n.Kind == kind).Select(n => Guid.Parse(n.Id)).Order()];
}
