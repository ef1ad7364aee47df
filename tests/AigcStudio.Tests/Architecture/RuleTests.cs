using Xunit;

namespace AigcStudio.Tests.Architecture;

public sealed class RuleTests
{
    private static readonly SourceTree Repository = SourceTree.OfRepository();

    public static TheoryData<string> Sentences => [.. Rules.All.Select(r => r.Sentence)];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void The_repository_keeps_the_rule(string sentence) => Assert.Empty(Of(sentence).Violations(Repository));

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_planted_violation_is_found(string sentence)
    {
        var rule = Of(sentence);
        var planted = new SourceTree(new Dictionary<string, string> { [rule.PlantedPath] = rule.PlantedText });
        Assert.NotEmpty(rule.Violations(planted));
    }

    [Fact]
    public void The_repository_is_not_read_as_empty() => Assert.Contains("src/AigcStudio.Core/ContentHash.cs", Repository.Files.Keys);

    private static Rule Of(string sentence) => Rules.All.Single(r => r.Sentence == sentence);
}
