using System.Text.Json.Nodes;
using AigcStudio.Web.Models;

namespace AigcStudio.Web.Gallery;

/// <summary>Settings of a draw, out of the JSON that a passport carries.</summary>
internal static class DrawWords
{
    /// <summary>What a reply answers; null for draws that answer nothing.</summary>
    public static string? QuestionOf(string settings) => (string?)Parse(settings)[DrawAsks.Question];

    /// <summary>All but the question, in their order.</summary>
    public static IEnumerable<(string Name, string Value)> Of(string settings) =>
        Parse(settings).Where(s => s.Key != DrawAsks.Question).Select(s => (s.Key, s.Value?.ToString() ?? ""));

    private static JsonObject Parse(string settings) => JsonNode.Parse(settings)!.AsObject();
}
