using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>What the name of an archive's entry, or of an upload from a folder, tells.</summary>
internal static class EntryName
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;

    private static readonly HashSet<string> Litter = new(StringComparer.OrdinalIgnoreCase) { "Thumbs.db", "desktop.ini" };

    /// <summary>Folders, hidden files and what desktops leave behind: nobody meant to upload them.</summary>
    public static bool IsLitter(string name)
    {
        var parts = name.Replace('\\', '/').Split('/');
        return parts[^1].Length == 0
            || parts.Any(p => p == "__MACOSX" || (p.StartsWith('.') && p.Trim('.').Length > 0))
            || Litter.Contains(parts[^1]);
    }

    /// <summary>A link, a device or a pipe, by the Unix mode in the upper half of the attributes.</summary>
    public static bool IsSpecial(ZipArchiveEntry entry) =>
        ((entry.ExternalAttributes >> 16) & UnixTypeMask) is not (0 or UnixFile or UnixFolder);

    /// <summary>The name composed and checked; false where it points out of its archive.</summary>
    public static bool TryClean(string name, [NotNullWhen(true)] out string? clean)
    {
        clean = null;
        if (name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':'))
        {
            return false;
        }

        try
        {
            clean = UploadName.Clean(name);
            return true;
        }
        catch (ImportException)
        {
            return false;
        }
    }

    /// <summary>The folder that directly holds the file, or null at the top.</summary>
    public static string? LabelOf(string clean) => clean.Split('/') is [.., var folder, _] ? folder : null;
}
