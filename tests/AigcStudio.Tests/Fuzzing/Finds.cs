namespace AigcStudio.Tests.Fuzzing;

/// <summary>Inputs that once did harm, as base64 by the parser that they did it to: they are tried before all others.</summary>
internal static class Finds
{
    private static readonly Dictionary<string, string[]> All = new()
    {
        ["names"] = ["AQDvu7+l/v///66kL+S4gC53CnY="],
        ["texts t.csv"] = ["/v8AewAiAHQAZQB4AHQAIgA6ACIAYQAiAH0ACmHvPwAAAAph/yIAfQAKAAph77u/fQAKYQAiAH0ACgAKYe+7v30ACmEAIv/+YQAsAGIACgBjACwAZAAKAAB9AAoACmHvu799AAphACIAfQAK"],
        ["texts t.tsv"] = ["//5hACwAYgAKAP7//2Y3NSJ9Cv/+a1tbW1sK/w=="],
        ["texts t.txt"] = ["/v8AAAAiADFlOTk5AAAAAAAA//4AYQ=="],
        ["texts folder/t.txt"] = ["/v8AewAiAHQAZf////4AIgA6ACIAYQAiAH0ACg=="],
        ["choices"] = ["eyJsYWJlbHMiOnsiYSI6ImIifSwicmVwbGFjZW1lbnRzIjpbeyJmaW5kdGNoQ2FzZSI6ZmFsc2V9XX0="],
        ["settings"] = ["eyJiYXRj/yI6MX0="],
        ["marks"] = ["SUQzBAAAAAAACVRYWFgAAAAAAAAAAA=="],
    };

    public static IReadOnlyList<byte[]> Of(string parser) => [.. All.GetValueOrDefault(parser, []).Select(Convert.FromBase64String)];
}
