using System.Diagnostics;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>
/// Reads a downloaded file's marks: of pictures and sounds with exiftool, somebody else's reader of what we wrote; a text carries them in
/// lines that anybody reads.
/// </summary>
internal static class MarkReader
{
    public static async Task<string> ReadAsync(string path)
    {
        if (Path.GetExtension(path) is ".txt" or ".jsonl")
        {
            return await File.ReadAllTextAsync(path);
        }

        using var process = Process.Start(new ProcessStartInfo("exiftool", ["-XMP:all", "-b", "-xmp", "-Comment", path]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text;
    }
}
