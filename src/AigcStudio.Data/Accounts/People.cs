using AigcStudio.Core.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>Who works here, and what each may do.</summary>
public sealed class People(IDbContextFactory<StudioDb> databases, AuditLog audit)
{
    /// <summary>How a person stands now: asked on every click, so that a taken role counts at once.</summary>
    public async Task<PersonStanding?> StandingOfAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.People
            .Where(p => p.Id == id && !p.Disabled)
            .Select(p => new PersonStanding(p.Id, p.DisplayName, p.Role, p.SecurityStamp ?? "", p.Culture))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Everybody, by name. A workspace's people are few.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<IReadOnlyList<Person>> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.People.AsNoTracking().OrderBy(p => p.DisplayName).ThenBy(p => p.Id).ToListAsync(cancel);
    }

    /// <exception cref="RefusedException">The viewer is no administrator, or there is no such person.</exception>
    /// <exception cref="AccountException">The workspace would be left without an administrator.</exception>
    public Task ChangeRoleAsync(Viewer viewer, Guid id, Role role, CancellationToken cancel) =>
        ChangeAsync(viewer, id, p => p.Role = role, "person.role", role.ToString(), cancel);

    /// <summary>Shuts a person out or lets them in again; open pages of theirs end within a minute, their next click at once.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator, or there is no such person.</exception>
    /// <exception cref="AccountException">The workspace would be left without an administrator.</exception>
    public Task SetDisabledAsync(Viewer viewer, Guid id, bool disabled, CancellationToken cancel) =>
        ChangeAsync(
            viewer,
            id,
            p =>
            {
                p.Disabled = disabled;
                p.SecurityStamp = Guid.CreateVersion7().ToString("N");
            },
            disabled ? "person.disabled" : "person.enabled",
            "",
            cancel);

    public async Task SetCultureAsync(Guid id, string? culture, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.People.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Culture, culture), cancel);
    }

    private async Task ChangeAsync(
        Viewer viewer, Guid id, Action<Person> change, string act, string details, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == id, cancel) ?? throw RefusedException.NotFound();
        change(person);
        await db.SaveChangesAsync(cancel);
        if (!await db.People.AnyAsync(p => p.Role == Role.Admin && !p.Disabled, cancel))
        {
            throw new AccountException("accounts.lastAdmin");
        }

        await transaction.CommitAsync(cancel);
        await audit.WriteAsync(viewer.PersonId, act, $"person:{id}", details, cancel);
    }
}

/// <param name="SecurityStamp">Changes when every sign-in of the person must end.</param>
/// <param name="Culture">IETF tag; null for the browser's.</param>
public sealed record PersonStanding(Guid Id, string DisplayName, Role Role, string SecurityStamp, string? Culture);
