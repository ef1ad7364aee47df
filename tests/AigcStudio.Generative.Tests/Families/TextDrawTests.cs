using System.Text;
using System.Text.Json.Nodes;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Runs;
using Xunit;

namespace AigcStudio.Generative.Tests.Families;

/// <summary>What may be asked of a text family's draws, on a model of debug size.</summary>
public sealed class TextDrawTests : IDisposable
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly string _folder = Directory.CreateTempSubdirectory("draws-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_prefix_is_kept_letter_by_letter_even_where_its_letters_are_unknown()
    {
        using var sampler = Trained("TextVae");

        Assert.All(Texts(sampler, 20, ("prefix", "Zürich q茶🍵 ")), t => Assert.StartsWith("Zürich q茶🍵 ", t, StringComparison.Ordinal));
        Assert.Equal("draw.textTooLong", Refusal(sampler, ("prefix", new string('x', 65))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.8)]
    [InlineData(2)]
    public void Nothing_that_is_drawn_is_broken_or_longer_than_the_form(double temperature)
    {
        foreach (var family in new[] { "TextVae", "ReplyTexts" })
        {
            using var sampler = Trained(family, steps: 3);
            JsonNode about = family == "TextVae" ? "茶" : "Have you 茶?";
            var bytes = Bytes(sampler, 40, (family == "TextVae" ? "prefix" : "question", about), ("temperature", temperature), ("topP", 1));

            Assert.Equal(40 * sampler.Form.ExampleBytes, bytes.Length);
            Assert.All(bytes.Chunk(sampler.Form.ExampleBytes), b =>
            {
                var text = Strict.GetString(b).TrimEnd('\0');
                Assert.DoesNotContain('\0', text);
            });
        }
    }

    [Fact]
    public void A_walk_begins_at_one_text_and_ends_at_the_other()
    {
        using var sampler = Trained("TextVae", steps: 300);
        const string From = "tea and cup for 1.", To = "leaf and fjord for 2.";

        var walk = Texts(sampler, 7, ("from", From), ("to", To));

        Assert.Equal(Texts(sampler, 1, ("from", From), ("to", From))[0], walk[0]);
        Assert.Equal(Texts(sampler, 1, ("from", To), ("to", To))[0], walk[^1]);
        Assert.NotEqual(walk[0], walk[^1]);
        Assert.Equal("draw.lineNeedsTwoTexts", Refusal(sampler, ("from", From)));
    }

    [Theory]
    [InlineData("temperature", -1, "recipe.outOfRange")]
    [InlineData("temperature", "hot", "recipe.wrongKind")]
    [InlineData("topP", 0, "recipe.outOfRange")]
    [InlineData("prefix", 5, "recipe.wrongKind")]
    [InlineData("question", "Have you tea?", "draw.unknownSetting")]
    public void Settings_that_make_no_sense_are_refused_by_name(string name, object value, string code)
    {
        using var sampler = Trained("TextVae", steps: 1);

        Assert.Equal(code, Refusal(sampler, (name, JsonValue.Create(value))));
    }

    [Fact]
    public void A_draft_needs_a_question_and_follows_from_it()
    {
        using var sampler = Trained("ReplyTexts", steps: 300);

        Assert.Equal("draw.questionMissing", Refusal(sampler));
        Assert.Equal("draw.questionMissing", Refusal(sampler, ("question", "  ")));
        Assert.All(Texts(sampler, 8, ("question", "Have you cup?"), ("temperature", 0)), t => Assert.Matches("^Yes, .*(tea|cup|pot).*", t));
        Assert.All(Texts(sampler, 8, ("question", "HAVE YOU MOSS?"), ("temperature", 0)), t => Assert.Matches("^Yes, .*(leaf|moss|fjord).*", t));
        Assert.NotEmpty(Texts(sampler, 1, ("question", new string('?', 5000)))[0]);
    }

    private static string Refusal(ISampler sampler, params (string Name, JsonNode? Value)[] settings) =>
        Assert.Throws<RecipeException>(() => Bytes(sampler, 1, settings)).Code;

    private static IReadOnlyList<string> Texts(ISampler sampler, int count, params (string Name, JsonNode? Value)[] settings) =>
        [.. Bytes(sampler, count, settings).Chunk(sampler.Form.ExampleBytes).Select(b => TextBytes.Read(b))];

    private static byte[] Bytes(ISampler sampler, int count, params (string Name, JsonNode? Value)[] settings)
    {
        using var bytes = new MemoryStream();
        var asked = new JsonObject(settings.Select(s => KeyValuePair.Create(s.Name, s.Value?.DeepClone())));
        sampler.Draw(new DrawOrder(count, 3, null, asked), bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    // Of debug size, but for what needs a model that has learned: there wide enough, and fast, to know sixty sentences in seconds.
    private ISampler Trained(string family, int steps = 20)
    {
        var heard = new HeardEvents();
        var run = new TinyRun(ModelFamilies.Of(family), Directory.CreateDirectory(Path.Combine(_folder, $"{family}-{steps}")).FullName) { Steps = steps };
        if (steps > 100)
        {
            (run.Settings["hidden"], run.Settings["width"], run.Settings["batch"]) = (48, 32, 32);
            (run.Settings["learningRate"], run.Settings["dropout"]) = (0.01, 0.1);
        }

        Assert.Equal(TrainEnding.Finished, run.Go(heard).Ending);
        using var checkpoint = CheckpointFile.Read(heard.Checkpoints[^1].File);
        return ModelFamilies.Of(family).OpenSampler(checkpoint, TestDevice.Device);
    }
}
