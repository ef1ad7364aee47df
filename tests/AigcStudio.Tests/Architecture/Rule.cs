using System.Text.RegularExpressions;

namespace AigcStudio.Tests.Architecture;

/// <summary>A rule of the house: its sentence, how to find who breaks it, and a file that does (so that it is seen red).</summary>
public sealed record Rule(string Sentence, Func<SourceTree, IEnumerable<string>> Violations, string PlantedPath, string PlantedText)
{
    public override string ToString() => Sentence;

    /// <summary>Files under a folder whose text matches, unless the path is excepted.</summary>
    public static Func<SourceTree, IEnumerable<string>> NoMatch(string pathPattern, string textPattern, string exceptPattern = "^$") =>
        tree => tree.Written(".cs", ".razor", ".csproj", ".js")
            .Where(f => Regex.IsMatch(f.Path, pathPattern) && !Regex.IsMatch(f.Path, exceptPattern) && Regex.IsMatch(f.Text, textPattern, RegexOptions.Multiline))
            .Select(f => f.Path);
}
