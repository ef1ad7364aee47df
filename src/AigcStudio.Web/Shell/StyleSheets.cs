namespace AigcStudio.Web.Shell;

/// <summary>The files of <c>wwwroot-assets/css</c>, one per noun: the studio's own first, so that the others can build on it.</summary>
public sealed class StyleSheets(IWebHostEnvironment environment)
{
    /// <summary>Addresses below the root, for example <c>css/runs.css</c>.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. environment.WebRootFileProvider.GetDirectoryContents("css")
            .Where(f => f.Name.EndsWith(".css", StringComparison.Ordinal))
            .OrderBy(f => f.Name != "studio.css")
            .ThenBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => $"css/{f.Name}"),
    ];
}
