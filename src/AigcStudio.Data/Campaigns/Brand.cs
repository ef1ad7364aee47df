using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Data.Campaigns;

/// <summary>How one's ads look and speak: colours, letters, a logo, and words that are welcome or not.</summary>
public sealed class Brand : IOwned
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public Guid OwnerId { get; init; }

    public Visibility Visibility { get; set; } = Visibility.Shared;

    /// <summary>What is checked and drawn by.</summary>
    public required AdBrand Book { get; set; }

    /// <summary>Words that tell a writer how the brand sounds.</summary>
    public List<string> ToneWords { get; set; } = [];

    /// <summary>A PNG, or null for none.</summary>
    public string? LogoBlobHash { get; set; }

    public int LogoWidth { get; set; }

    public int LogoHeight { get; set; }

    /// <summary>A draft is its maker's to try; a published one can be chosen for campaigns.</summary>
    public bool Published { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? TrashedAt { get; set; }
}
