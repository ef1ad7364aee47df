using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets;

/// <summary>The name a person gave to a file, fit to be shown and compared. It never becomes a path.</summary>
public static class UploadName
{
    public const int MaxLength = 400;

    /// <summary>What stands where a decoder found no character.</summary>
    private const char Lost = '\uFFFD';

    /// <summary>Composed (NFC), with <c>/</c> between folders and without empty ones.</summary>
    /// <exception cref="ImportException"><c>upload.badName</c>: empty, too long, with control characters or with <c>..</c>.</exception>
    public static string Clean(string name)
    {
        if (!ComposedText.IsSound(name) || name.Contains(Lost))
        {
            throw new ImportException("upload.badName");
        }

        var parts = ComposedText.Of(name).Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var clean = string.Join('/', parts.Where(p => p != "."));
        return clean.Length is 0 or > MaxLength || parts.Contains("..") || clean.Any(char.IsControl)
            ? throw new ImportException("upload.badName")
            : clean;
    }
}
