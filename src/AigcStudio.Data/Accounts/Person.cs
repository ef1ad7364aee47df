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

    public DateTimeOffset CreatedAt { get; init; }
}
