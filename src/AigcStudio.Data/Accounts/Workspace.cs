using AigcStudio.Core.Accounts;
using AigcStudio.Core.Gallery;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>What one installation calls itself and how it labels; one row.</summary>
public sealed class Workspace
{
    public int Id { get; init; }

    /// <summary>Named as the producer in every exported file.</summary>
    public required string Name { get; set; }

    public LabelPolicy LabelPolicy { get; set; }
}

/// <summary>Reads and changes the workspace's settings.</summary>
public sealed class WorkspaceSettings(IDbContextFactory<StudioDb> databases, AuditLog audit)
{
    /// <summary>As stored; before an administrator has said anything: named "AIGC Studio", no visible label.</summary>
    public async Task<Workspace> GetAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(cancel) ?? Fresh();
    }

    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task SaveAsync(Viewer viewer, string name, LabelPolicy labelPolicy, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var workspace = await db.Workspaces.SingleOrDefaultAsync(cancel) ?? db.Workspaces.Add(Fresh()).Entity;
        workspace.Name = name.Trim();
        workspace.LabelPolicy = labelPolicy;
        await db.SaveChangesAsync(cancel);
        await audit.WriteAsync(viewer.PersonId, "settings.changed", "workspace", labelPolicy.ToString(), cancel);
    }

    private static Workspace Fresh() => new() { Id = 1, Name = "AIGC Studio" };
}
