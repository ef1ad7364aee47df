using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Models;
using Xunit;

namespace AigcStudio.Tests.Models;

public sealed class DrawAsksTests
{
    private static readonly FamilyDescriptor Writer = Families.Gan with
    {
        Id = "Writer",
        Modality = Modality.Text,
        DrawSettings =
        [
            new("temperature", SettingKind.Real, JsonValue.Create(0.8), 0, 2, "", [], Advanced: false, new("Temperature", "温度"), new("Daring.", "大胆。")),
            new("prefix", SettingKind.Text, JsonValue.Create(""), null, 8, "", [], Advanced: false, new("Begins with", "开头"), new("Words.", "文字。")),
        ],
    };

    [Fact]
    public void What_was_not_given_has_its_default() =>
        Assert.Equal("""{"temperature":0.8,"prefix":"Tea"}""", DrawAsks.Checked(Writer, new JsonObject { ["prefix"] = "Tea" }).ToJsonString());

    [Theory]
    [InlineData("""{"colour":"red"}""", "draw.unknownSetting")]
    [InlineData("""{"question":"Why?"}""", "draw.unknownSetting")]
    [InlineData("""{"temperature":3}""", "recipe.outOfRange")]
    [InlineData("""{"temperature":"hot"}""", "recipe.wrongKind")]
    [InlineData("""{"prefix":"far too many words"}""", "recipe.textTooLong")]
    [InlineData("""{"prefix":7}""", "recipe.wrongKind")]
    public void What_the_family_does_not_know_is_refused_in_words(string settings, string code) =>
        Assert.Equal(code, Refusal(Writer, settings));

    [Theory]
    [InlineData("{}", "draw.questionMissing")]
    [InlineData("""{"question":"  "}""", "draw.questionMissing")]
    [InlineData("""{"question":7}""", "draw.questionMissing")]
    public void A_family_of_pairs_wants_a_question(string settings, string code) => Assert.Equal(code, Refusal(Writer with { Pairs = true }, settings));

    [Fact]
    public void What_enlarges_draws_nothing() => Assert.Equal("draw.enlarges", Refusal(Writer with { Enlarges = true }, "{}"));

    [Fact]
    public void A_question_is_tidied_and_has_an_end()
    {
        var pairs = Writer with { Pairs = true };
        Assert.Equal("Why?", DrawAsks.Checked(pairs, new JsonObject { ["question"] = " Why? " })["question"]!.ToString());
        Assert.Equal("draw.questionTooLong", Refusal(pairs, new JsonObject { ["question"] = new string('x', 2001) }.ToJsonString()));
    }

    private static string Refusal(FamilyDescriptor family, string settings) =>
        Assert.ThrowsAny<StudioException>(() => DrawAsks.Checked(family, JsonNode.Parse(settings)!.AsObject())).Code;
}
