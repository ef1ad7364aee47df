namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Real data beside the project; a test that wants it is skipped in words where it is absent.</summary>
internal static class RealData
{
    public static string Path(string name)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "../shared/data", name));
        Assert.SkipUnless(System.IO.Path.Exists(path), $"The shared data set '{name}' is not beside the project.");
        return path;
    }
}
