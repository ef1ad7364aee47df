using System.IO.Compression;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Sounds;

/// <summary>What the names of sounds tell.</summary>
internal static class SoundNames
{
    /// <summary>Names that are looked at; a choice between labels needs no more.</summary>
    private const int MaxNames = 20_000;

    public static SoundLabelChoices Choices(IReadOnlyList<Upload> uploads)
    {
        var names = uploads.SelectMany(Names).Take(MaxNames).ToList();
        return new SoundLabelChoices(
            uploads.Select(u => SoundReading.FromJson(u.Reading).Labels).FirstOrDefault(),
            Count(names, SoundLabels.Folder),
            Count(names, SoundLabels.FirstWord));
    }

    private static int Count(List<string> names, SoundLabels labels) =>
        names.Select(new SoundReading(labels).LabelOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Count();

    private static IEnumerable<string> Names(Upload upload)
    {
        if (FileKinds.Of(upload.Path) != FileKind.Zip)
        {
            return [upload.Name];
        }

        try
        {
            using var stream = File.OpenRead(upload.Path);
            ZipContents.Check(stream, ImportCaps.Default);
            stream.Position = 0;
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return [.. archive.Entries.Where(e => !EntryName.IsLitter(e.FullName)).Select(e => EntryName.TryClean(e.FullName, out var clean) ? clean : "")];
        }
        catch (Exception fault) when (fault is ImportException or InvalidDataException or IOException)
        {
            // The import says what is wrong with it.
            return [];
        }
    }
}
