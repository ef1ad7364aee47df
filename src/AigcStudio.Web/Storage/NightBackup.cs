using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;

namespace AigcStudio.Web.Storage;

/// <summary>The backup of each night: due where the newest one is older than the night, so that a studio which slept makes up for it.</summary>
public sealed class NightBackup(BackupDesk desk, BackupFolder folder, StudioFolders folders, HousekeepingRules rules, TimeProvider clock)
{
    private DateTimeOffset _tried;

    /// <returns>Null where none was due.</returns>
    /// <exception cref="StorageException">It could not be made; it is tried again the next night.</exception>
    public async Task<BackupMade?> LookAsync(CancellationToken cancel)
    {
        var begins = Nights.Latest(clock.GetLocalNow());
        if (_tried >= begins || (await rules.GetAsync(cancel)).BackupsKept is 0 || Newest() >= begins)
        {
            return null;
        }

        _tried = clock.GetUtcNow();
        return await desk.MakeAsync(null, cancel);
    }

    // A studio that has none yet has its first in the first night of its life.
    private DateTimeOffset Newest() => folder.List() is [var newest, ..]
        ? newest.Manifest.At
        : File.Exists(folders.Database) ? File.GetCreationTimeUtc(folders.Database) : DateTimeOffset.MinValue;
}
