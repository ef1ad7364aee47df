using System.Text.RegularExpressions;
using System.Xml.Linq;
using AigcStudio.Core.Runs;
using AigcStudio.Web.Shell;
using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>Both languages say the same things, and everything the source says exists.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Path.Combine(Repository(), "src", "AigcStudio.Web");

    [Fact]
    public void English_and_Chinese_have_the_same_codes()
    {
        var (english, chinese) = new Texts().Codes;

        Assert.Equal(english.Order(), chinese.Order());
    }

    [Fact]
    public void English_and_Chinese_have_the_same_placeholders()
    {
        var differing = Directory.EnumerateFiles(Path.Combine(Web, "Resources"), "*.zh-Hans.resx")
            .SelectMany(file =>
            {
                var english = Read(file.Replace(".zh-Hans", "", StringComparison.Ordinal));
                return Read(file).Where(t => Holes(t.Value) != Holes(english[t.Key])).Select(t => t.Key);
            });

        Assert.Empty(differing);
    }

    [Fact]
    public void Chinese_sentences_have_Chinese_punctuation()
    {
        var halfWidth = Directory.EnumerateFiles(Path.Combine(Web, "Resources"), "*.zh-Hans.resx")
            .SelectMany(Read)
            .Where(t => HalfWidth().IsMatch(t.Value))
            .Select(t => $"{t.Key}: {t.Value}");

        Assert.Empty(halfWidth);
    }

    [Fact]
    public void Every_code_in_the_source_exists()
    {
        var known = new Texts().Codes.English.ToHashSet();
        var asked = Directory.EnumerateFiles(Web, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Asked().Matches(File.ReadAllText(f)).Select(m => (Code: m.Groups[1].Value, File: Path.GetFileName(f))))
            .ToList();

        Assert.True(asked.Count > 100, "The search for codes found too few to be right.");
        Assert.Empty(asked.Where(a => !known.Contains(a.Code)).Select(a => $"{a.Code} in {a.File}").Distinct());
    }

    [Fact]
    public void Every_finding_with_an_act_and_every_act_are_said()
    {
        var known = new Texts().Codes.English.ToHashSet();

        Assert.All(HealthActs.Codes.Concat(HealthActs.Codes.Select(c => HealthActs.For(c)!)), code => Assert.Contains(code, known));
    }

    [Fact]
    public void No_code_is_given_twice_in_a_file()
    {
        var twice = Directory.EnumerateFiles(Path.Combine(Web, "Resources"), "*.resx")
            .SelectMany(f => XDocument.Load(f).Root!.Elements("data").Select(d => $"{Path.GetFileName(f)}: {d.Attribute("name")!.Value}"))
            .GroupBy(t => t)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key);

        Assert.Empty(twice);
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .DistinctBy(d => d.Attribute("name")!.Value)
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Holes(string text) => string.Join(",", Hole().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order());

    private static string Repository([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}”）][,;:?!()]|[,;:?!()][\p{IsCJKUnifiedIdeographs}“（]")]
    private static partial Regex HalfWidth();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\bTexts\[""([A-Za-z0-9.\-]*[A-Za-z0-9])""")]
    private static partial Regex Asked();
}
