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

    /// <summary>A picture or a sound as a careless program hands it on: encoded anew, and nothing kept but what is seen or heard.</summary>
    public static async Task SaveWithoutAsync(string file, string again)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-i", file, "-map_metadata", "-1", "-q:v", "4", "-b:a", "96k", again]))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
