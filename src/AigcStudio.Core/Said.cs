namespace AigcStudio.Core;

/// <summary>
/// Something to be said to a person, stored as code and arguments and rendered in the reader's language.
/// </summary>
/// <param name="Code">Key in the resources, for example <c>health.learningWell</c>.</param>
/// <param name="Arguments">What the sentence names, in order; invariant text.</param>
public sealed record Said(string Code, IReadOnlyList<string> Arguments)
{
    public static Said Of(string code, params object[] arguments) =>
        new(code, [.. arguments.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")]);

    public static Said Of(StudioException refusal) => Of(refusal.Code, [.. refusal.Arguments]);
}
