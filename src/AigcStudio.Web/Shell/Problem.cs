using System.Text.Json;
using System.Text.Json.Serialization;

namespace AigcStudio.Web.Shell;

/// <summary>RFC 9457 problem details: a code for programs, a sentence in the reader's language for people.</summary>
/// <param name="Id">Under which the log has an error that nobody expected; null for an expected refusal.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail, string Code, string? Id)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes the problem as the whole answer.</summary>
    public static Task WriteAsync(HttpContext context, int status, string code, CancellationToken cancel) =>
        WriteAsync(context, status, code, [], null, cancel);

    public static Task WriteAsync(
        HttpContext context, int status, string code, IEnumerable<object> arguments, string? id, CancellationToken cancel)
    {
        var texts = context.RequestServices.GetRequiredService<Texts>();
        var problem = new Problem(
            $"urn:aigc-studio:problem:{code}",
            Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            status,
            texts[code, [.. arguments]],
            code,
            id);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, Web, "application/problem+json", cancel);
    }
}
