using AigcStudio.Data.Storage;
using Xunit;

namespace AigcStudio.Tests.Storage;

public sealed class DiskReserveTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("reserve-").FullName;
    private readonly StudioFolders _folders;
    private readonly DiskReserve _reserve;

    public DiskReserveTests() => _reserve = new DiskReserve(_folders = new StudioFolders(_root));

    private FileInfo File => new(Path.Combine(_root, "reserve"));

    [Fact]
    public void Room_is_kept_while_there_is_some_and_given_back_when_there_is_none()
    {
        _reserve.Mind(1L << 30);
        Assert.Equal(DiskReserve.Bytes, File.Length);

        _reserve.Mind(DiskReserve.Bytes);
        Assert.True(File.Exists);

        _reserve.Mind(4096);
        Assert.False(File.Exists);
    }

    [Fact]
    public void What_was_given_back_is_not_taken_again_before_there_is_room_for_work()
    {
        _reserve.Mind(DiskReserve.Bytes * 2);
        Assert.False(File.Exists);
    }

    public void Dispose()
    {
        _folders.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
