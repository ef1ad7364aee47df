namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>A file system of 64 MB in memory, where the host lets one be mounted.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 64;

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <returns>Null where mounting is refused: it wants root.</returns>
    public static async Task<SmallDisk?> MountAsync()
    {
        var folder = Directory.CreateTempSubdirectory("aigc-disk-").FullName;
        if (await HostCommand.TryAsync($"mount -t tmpfs -o size={Megabytes}m tmpfs {folder}"))
        {
            return new SmallDisk(folder);
        }

        Directory.Delete(folder);
        return null;
    }

    /// <summary>Takes every byte that is left.</summary>
    public async Task FillAsync() => await HostCommand.TryAsync($"cat /dev/zero >> {Filler}");

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await HostCommand.TryAsync($"umount -l {Folder}");
        Directory.Delete(Folder, recursive: true);
    }
}
