using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>What a moving picture is, in the words of ffprobe: somebody else's reader of what we wrote.</summary>
internal static class ClipProbe
{
    /// <returns>Its <c>format</c> and its <c>streams</c>.</returns>
    public static async Task<JsonNode> OfAsync(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("ffprobe", ["-v", "quiet", "-of", "json", "-show_format", "-show_streams", path]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonNode.Parse(said)!;
    }
}
