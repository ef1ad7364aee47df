namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Where the repository and the shared real data lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Real data beside the project; a test that wants it is skipped in words where it is absent.</summary>
    public static string SharedData(string name)
    {
        var path = Path.Combine(Root, "../shared/data", name);
        Assert.SkipUnless(Path.Exists(path), $"The shared data set '{name}' is not beside the project.");
        return Path.GetFullPath(path);
    }

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
