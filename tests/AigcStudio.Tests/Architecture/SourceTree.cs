using System.Diagnostics;

namespace AigcStudio.Tests.Architecture;

/// <summary>The tracked and new files of the repository, or a made-up tree in which a rule must find its violation.</summary>
public sealed record SourceTree(IReadOnlyDictionary<string, string> Files)
{
    private static readonly string[] TextEndings =
        [".cs", ".razor", ".js", ".css", ".csproj", ".props", ".targets", ".sh", ".py", ".md", ".json", ".resx", ".sln"];

    /// <summary>The repository's root, found upwards from the tests.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Reads what git tracks and what is new but not ignored; binaries count as empty texts.</summary>
    public static SourceTree OfRepository()
    {
        using var git = Process.Start(new ProcessStartInfo("git", "ls-files --cached --others --exclude-standard -z")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
        var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return new SourceTree(paths.Where(p => File.Exists(Path.Combine(Root, p))).ToDictionary(p => p, Read));
    }

    /// <summary>Source written by hand, by ending.</summary>
    public IEnumerable<(string Path, string Text)> Written(params string[] endings) =>
        Files.Where(f => endings.Any(e => f.Key.EndsWith(e, StringComparison.Ordinal)))
            .Where(f => !f.Key.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(f => (f.Key, f.Value));

    private static string Read(string path) =>
        TextEndings.Any(e => path.EndsWith(e, StringComparison.Ordinal)) ? File.ReadAllText(Path.Combine(Root, path)) : "";

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AigcStudio.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }
}
