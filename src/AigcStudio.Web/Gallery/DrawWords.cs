using System.Text.Json.Nodes;
using AigcStudio.Web.Models;

namespace AigcStudio.Web.Gallery;

/// <summary>Settings of a draw, out of the JSON that a passport carries.</summary>
internal static class DrawWords
{
    /// <summary>What a reply answers; null for draws that answer nothing.</summary>
    public static string? QuestionOf(string settings) => (string?)Parse(settings)[DrawAsks.Question];

    /// <summary>All but the question, in their order; of codes the one of this artifact.</summary>
    /// <param name="index">Of the artifact in its draw.</param>
    public static IEnumerable<(string Name, string Value)> Of(string settings, int index = 0) =>
        Parse(settings).Where(s => s.Key != DrawAsks.Question).Select(s => s is { Key: DrawJob.Codes, Value: JsonArray codes }
            ? ("code", (string?)codes[index]?["Code"] ?? "")
            : (s.Key, s.Value?.ToString() ?? ""));

    private static JsonObject Parse(string settings) => JsonNode.Parse(settings)!.AsObject();
}
