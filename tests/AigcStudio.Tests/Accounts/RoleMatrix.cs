namespace AigcStudio.Tests.Accounts;

/// <summary>
/// Who may enter where. Add a line with every endpoint or page: <c>anyone</c>, <c>signed in</c>, or the smallest role.
/// </summary>
internal static class RoleMatrix
{
    public static IReadOnlyDictionary<string, string> Doors { get; } = new Dictionary<string, string>
    {
    };

    public static IReadOnlyList<string> HubMethods { get; } = [];

    /// <summary>The circuit's own endpoints, which ask for a sign-in like everything that names no role.</summary>
    public static bool IsFramework(string door) => door.Contains(" /_blazor", StringComparison.Ordinal) || door.Contains(" /_framework", StringComparison.Ordinal);
}
