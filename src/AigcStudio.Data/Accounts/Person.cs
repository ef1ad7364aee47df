using AigcStudio.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Data.Accounts;

/// <summary>Someone who signs in.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    public Role Role { get; set; }

    /// <summary>IETF tag, <c>en</c> or <c>zh-Hans</c>; null for the browser's.</summary>
    public string? Culture { get; set; }

    public bool Disabled { get; set; }

    /// <summary>When a page of theirs was last opened; null before the first.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When the visit before this one ended: what changed since then is news. Null in the first visit.</summary>
    public DateTimeOffset? LastVisitAt { get; set; }

    /// <summary>Keys of their own as JSON, code to key; null for the studio's.</summary>
    public string? Keys { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
