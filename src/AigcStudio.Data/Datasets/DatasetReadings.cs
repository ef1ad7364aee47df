using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Datasets.Import.Sounds;
using AigcStudio.Data.Datasets.Import.Texts;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>How waiting files are to be read: what people choose before they freeze, and how it would look.</summary>
public sealed class DatasetReadings(IDbContextFactory<StudioDb> databases, UploadFolder folder, StudioFolders folders)
{
    /// <summary>Chooses how a file of texts is cut.</summary>
    /// <exception cref="ImportException"><c>import.text.badReading</c>, or <c>datasets.otherKind</c> where the dataset holds no texts.</exception>
    public async Task ReadTextsAsync(Viewer viewer, Guid datasetId, Guid fileId, TextReading reading, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await RequireAsync(db, viewer, datasetId, Modality.Text, cancel);
        var json = reading.Checked().ToJson();
        var changed = await db.DatasetFiles
            .Where(f => f.Id == fileId && f.DatasetId == datasetId && f.VersionId == null)
            .ExecuteUpdateAsync(row => row.SetProperty(f => f.Reading, json), cancel);
        if (changed == 0)
        {
            throw RefusedException.NotFound();
        }
    }

    /// <summary>Chooses what the labels of all waiting sounds are taken from.</summary>
    /// <exception cref="ImportException"><c>datasets.otherKind</c> where the dataset holds no sounds.</exception>
    public async Task ReadSoundsAsync(Viewer viewer, Guid datasetId, SoundReading reading, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await RequireAsync(db, viewer, datasetId, Modality.Audio, cancel);
        var json = reading.ToJson();
        await db.DatasetFiles
            .Where(f => f.DatasetId == datasetId && f.VersionId == null)
            .ExecuteUpdateAsync(row => row.SetProperty(f => f.Reading, json), cancel);
    }

    /// <summary>The first ten items of a file, of which only the first 64 KiB are read.</summary>
    /// <param name="reading">A choice that is being considered; null for the one that is stored, or what the file suggests.</param>
    /// <exception cref="ImportException"><c>datasets.otherKind</c>, or <c>datasets.filesUnfinished</c> for a file on its way.</exception>
    public async Task<FilePreview> PreviewAsync(Viewer viewer, Guid datasetId, Guid fileId, TextReading? reading, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await RequireAsync(db, viewer, datasetId, Modality.Text, cancel);
        var file = await db.DatasetFiles.AsNoTracking()
            .SingleOrDefaultAsync(f => f.Id == fileId && f.DatasetId == datasetId && f.VersionId == null, cancel)
            ?? throw RefusedException.NotFound();
        return file.IsComplete
            ? await Task.Run(() => TextPreviews.Of(file.Name, folder.PathOf(file.Id), reading ?? TextReading.FromJson(file.Reading), folders.NewSpoolFile), cancel)
            : throw new ImportException("datasets.filesUnfinished", file.Name);
    }

    /// <summary>What tells the waiting sounds apart, by their names and those in their archives.</summary>
    public async Task<SoundLabelChoices> LabelChoicesAsync(Viewer viewer, Guid datasetId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await RequireAsync(db, viewer, datasetId, Modality.Audio, cancel);
        var files = await db.DatasetFiles.AsNoTracking().Where(f => f.DatasetId == datasetId && f.VersionId == null).ToListAsync(cancel);
        return await Task.Run(() => SoundNames.Choices([.. files.Where(f => f.IsComplete).Select(f => new Upload(f.Name, folder.PathOf(f.Id), f.Reading))]), cancel);
    }

    private static async Task RequireAsync(StudioDb db, Viewer viewer, Guid datasetId, Modality kind, CancellationToken cancel)
    {
        var dataset = await db.Datasets.AsNoTracking().ToChangeAsync(viewer, datasetId, cancel);
        if (dataset.Modality != kind)
        {
            throw new ImportException("datasets.otherKind");
        }
    }
}
