using System.Text;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets;

/// <summary>The name a person gave to a file, fit to be shown and compared. It never becomes a path.</summary>
public static class UploadName
{
    public const int MaxLength = 400;

    /// <summary>Composed (NFC), with <c>/</c> between folders and without empty ones.</summary>
    /// <exception cref="ImportException"><c>upload.badName</c>: empty, too long, with control characters or with <c>..</c>.</exception>
    public static string Clean(string name)
    {
        if (!IsWellFormed(name))
        {
            throw new ImportException("upload.badName");
        }

        var parts = name.Normalize(NormalizationForm.FormC).Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var clean = string.Join('/', parts.Where(p => p != "."));
        return clean.Length is 0 or > MaxLength || parts.Contains("..") || clean.Any(char.IsControl)
            ? throw new ImportException("upload.badName")
            : clean;
    }

    /// <summary>False for half a surrogate pair, which cannot be composed.</summary>
    private static bool IsWellFormed(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
