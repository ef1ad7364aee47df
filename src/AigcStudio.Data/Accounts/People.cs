using AigcStudio.Core.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>Who works here, and what each may do.</summary>
public sealed class People(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider time)
{
    private const string HostName = "host";
    private const string Opened = "person.enabled";

    private static readonly string HostEmail = $"{HostName}@localhost".ToUpperInvariant();

    /// <summary>How a person stands now: asked on every click, so that a taken role counts at once.</summary>
    public Task<PersonStanding?> StandingOfAsync(Guid id, CancellationToken cancel) => StandingOfAsync(id, null, cancel);

    /// <param name="signInId">The browser's sign-in, which must be good as well; null where the request names none.</param>
    public async Task<PersonStanding?> StandingOfAsync(Guid id, Guid? signInId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.People
            .Where(p => p.Id == id && !p.Disabled && (signInId == null || db.SignIns.Any(s => s.Id == signInId && s.PersonId == id && s.EndedAt == null)))
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
    /// <exception cref="AccountException"><c>accounts.lastAdmin</c>: none would be left; <c>accounts.host</c>: it is the host's own account.</exception>
    public Task ChangeRoleAsync(Viewer viewer, Guid id, Role role, CancellationToken cancel) =>
        ChangeAsync(viewer, id, p => p.Role = role, "person.role", role.ToString(), cancel);

    /// <summary>Shuts a person out or lets them in again; open pages of theirs end within a minute, their next click at once.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator, or there is no such person.</exception>
    /// <exception cref="AccountException"><c>accounts.lastAdmin</c>: none would be left; <c>accounts.host</c>: it is the host's own account.</exception>
    public Task SetDisabledAsync(Viewer viewer, Guid id, bool disabled, CancellationToken cancel) =>
        ChangeAsync(
            viewer,
            id,
            p =>
            {
                p.Disabled = disabled;
                p.SecurityStamp = OneTimeSecret.Create();
            },
            disabled ? "person.disabled" : Opened,
            "",
            cancel);

    public async Task SetCultureAsync(Guid id, string? culture, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.People.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Culture, culture), cancel);
    }

    /// <summary>The viewer with this e-mail address; null where there is none.</summary>
    public async Task<Viewer?> FindAsync(string email, CancellationToken cancel)
    {
        var normalized = email.ToUpperInvariant();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.People
            .Where(p => p.NormalizedEmail == normalized && !p.Disabled)
            .Select(p => new Viewer(p.Id, p.Role))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Where a person gets mail, and in which language; null where they get none.</summary>
    public async Task<MailAddressee?> MailOfAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.People.Where(p => p.Id == id && !p.Disabled && p.Email != null)
            .Select(p => new MailAddressee(p.Email!, p.Culture)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Whoever sits at the host's own console: owns keys that are made there, works at night, and can never sign in.</summary>
    public async Task<Viewer> HostAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.People.Where(p => p.NormalizedEmail == HostEmail).Select(p => new Viewer(p.Id, p.Role)).SingleOrDefaultAsync(cancel) is { } host)
        {
            return host;
        }

        var person = new Person
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            UserName = HostName,
            NormalizedUserName = HostName.ToUpperInvariant(),
            Email = $"{HostName}@localhost",
            NormalizedEmail = HostEmail,
            DisplayName = "Host",
            Role = Role.Admin,
            SecurityStamp = OneTimeSecret.Create(),
            CreatedAt = time.GetUtcNow(),
        };
        db.People.Add(person);
        await db.SaveChangesAsync(cancel);
        return new Viewer(person.Id, person.Role);
    }

    /// <summary>Administrators who can sign in; the host's own account cannot.</summary>
    internal static IQueryable<Person> Administrators(StudioDb db) =>
        db.People.Where(p => p.Role == Role.Admin && !p.Disabled && p.PasswordHash != null);

    private async Task ChangeAsync(
        Viewer viewer, Guid id, Action<Person> change, string act, string details, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == id, cancel) ?? throw RefusedException.NotFound();
        if (person.NormalizedEmail == HostEmail && act != Opened)
        {
            throw new AccountException("accounts.host");
        }

        change(person);
        await db.SaveChangesAsync(cancel);
        if (!await Administrators(db).AnyAsync(cancel))
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

/// <param name="Culture">IETF tag; null where they chose none.</param>
public sealed record MailAddressee(string Address, string? Culture);
