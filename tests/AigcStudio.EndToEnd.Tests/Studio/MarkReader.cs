using System.Diagnostics;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Reads a downloaded file's marks with exiftool: somebody else's reader of what we wrote.</summary>
internal static class MarkReader
{
    public static async Task<string> ReadAsync(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("exiftool", ["-XMP:all", "-b", "-xmp", path]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text;
    }
}
