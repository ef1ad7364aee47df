using AigcStudio.Data.Storage;
using Xunit;

namespace AigcStudio.Tests.Storage;

public sealed class StudioFoldersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("folders-").FullName;

    [Fact]
    public void The_spool_of_a_dead_process_is_thrown_away()
    {
        var dead = Directory.CreateDirectory(Path.Combine(_root, "spool", "dead"));
        File.WriteAllText(Path.Combine(dead.FullName, "half"), "half");
        using var folders = new StudioFolders(_root);
        Assert.False(Directory.Exists(dead.FullName));
    }

    [Fact]
    public void The_spool_of_a_living_process_is_left_alone()
    {
        using var first = new StudioFolders(_root);
        var passing = first.NewSpoolFile();
        File.WriteAllText(passing, "in use");
        using var second = new StudioFolders(_root);
        Assert.True(File.Exists(passing));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
