using AigcStudio.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>One-time links by which people get in: the first administrator's, and those that administrators hand out.</summary>
public sealed class Invitations(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider time)
{
    /// <summary>Makes an invitation.</summary>
    /// <returns>The token for the link: shown once, stored nowhere.</returns>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<string> CreateAsync(Viewer viewer, Role role, TimeSpan lifetime, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        var (token, id) = await AddAsync(role, viewer.PersonId, lifetime, cancel);
        await audit.WriteAsync(viewer.PersonId, "person.invited", $"invitation:{id}", role.ToString(), cancel);
        return token;
    }

    /// <summary>
    /// A link for the first administrator, or null once there is one. Earlier unused ones end, so that only the link
    /// printed last is good.
    /// </summary>
    public async Task<string?> CreateFirstAsync(TimeSpan lifetime, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await People.Administrators(db).AnyAsync(cancel))
        {
            return null;
        }

        await db.Invitations.Where(i => i.InvitedById == null && i.UsedAt == null).ExecuteDeleteAsync(cancel);
        return (await AddAsync(Role.Admin, null, lifetime, cancel)).Token;
    }

    /// <summary>Links that still work, newest first.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<IReadOnlyList<OpenInvitation>> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Invitations
            .Where(i => i.UsedAt == null && i.ExpiresAt > now && i.InvitedById != null)
            .OrderByDescending(i => i.Id)
            .Select(i => new OpenInvitation(
                i.Id, i.Role, db.Users.Where(p => p.Id == i.InvitedById).Select(p => p.DisplayName).FirstOrDefault() ?? "", i.CreatedAt, i.ExpiresAt))
            .ToListAsync(cancel);
    }

    /// <summary>Takes a link back before anybody used it.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator, or there is no such link any more.</exception>
    public async Task WithdrawAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Invitations.Where(i => i.Id == id && i.UsedAt == null && i.InvitedById != null).ExecuteDeleteAsync(cancel) == 0)
        {
            throw RefusedException.NotFound();
        }

        await audit.WriteAsync(viewer.PersonId, "person.uninvited", $"invitation:{id}", "", cancel);
    }

    /// <summary>A new link in place of one that was lost on the way: the old one stops working.</summary>
    /// <returns>The token for the link: shown once, stored nowhere.</returns>
    /// <exception cref="RefusedException">The viewer is no administrator, or there is no such link any more.</exception>
    public async Task<string> RenewAsync(Viewer viewer, Guid id, TimeSpan lifetime, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var role = await db.Invitations.Where(i => i.Id == id && i.UsedAt == null && i.InvitedById != null).Select(i => (Role?)i.Role).SingleOrDefaultAsync(cancel)
            ?? throw RefusedException.NotFound();
        await WithdrawAsync(viewer, id, cancel);
        return await CreateAsync(viewer, role, lifetime, cancel);
    }

    /// <summary>The role that a link still grants; null where it is unknown, used or over.</summary>
    public async Task<Role?> RoleOfAsync(string token, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Usable(db, token).Select(i => (Role?)i.Role).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Uses the link up and makes its person, both or neither.</summary>
    /// <param name="db">The context that <paramref name="people"/> writes through, so that one transaction holds both.</param>
    /// <returns>Identity's answer; where it refuses, the link stays good.</returns>
    /// <exception cref="AccountException">The link is unknown, used or over.</exception>
    public async Task<IdentityResult> AcceptAsync(
        StudioDb db, UserManager<Person> people, string token, Person person, string password, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var invitation = await Usable(db, token).SingleOrDefaultAsync(cancel) ?? throw new AccountException("accounts.invitation.over");
        person.Role = invitation.Role;
        var result = await people.CreateAsync(person, password);
        if (!result.Succeeded)
        {
            return result;
        }

        invitation.UsedAt = time.GetUtcNow();
        invitation.UsedById = person.Id;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await audit.WriteAsync(person.Id, "person.joined", $"person:{person.Id}", person.Role.ToString(), cancel);
        return result;
    }

    private IQueryable<Invitation> Usable(StudioDb db, string token)
    {
        var (hash, now) = (OneTimeSecret.Hash(token), time.GetUtcNow());
        return db.Invitations.Where(i => i.TokenHash == hash && i.UsedAt == null && i.ExpiresAt > now);
    }

    private async Task<(string Token, Guid Id)> AddAsync(Role role, Guid? invitedById, TimeSpan lifetime, CancellationToken cancel)
    {
        var token = OneTimeSecret.Create();
        var now = time.GetUtcNow();
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = OneTimeSecret.Hash(token),
            Role = role,
            InvitedById = invitedById,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Invitations.Add(invitation);
        await db.SaveChangesAsync(cancel);
        return (token, invitation.Id);
    }
}

/// <summary>A link that nobody has used yet.</summary>
public sealed record OpenInvitation(Guid Id, Role Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
