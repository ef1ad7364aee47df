using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Models;
using AigcStudio.Data.Models;
using Xunit;

namespace AigcStudio.Tests.Fuzzing;

/// <summary>Small parsers: settings, codes, hashes, packs, and a model that is delivered with the studio.</summary>
public sealed class WordFuzzTests : IDisposable
{
    private const long Megabyte = 1 << 20;

    private static readonly LocalizedText Words = new("a", "b");

    private static readonly SettingDescriptor[] Settings =
    [
        new("batch", SettingKind.Integer, 16, 1, 64, "", [], false, Words, Words), new("rate", SettingKind.Real, 0.1, 0, 1, "", [], false, Words, Words),
        new("kind", SettingKind.Choice, "a", null, null, "", ["a", "b"], false, Words, Words), new("on", SettingKind.Switch, true, null, null, "", [], false, Words, Words),
        new("words", SettingKind.Text, "", null, 20, "", [], false, Words, Words),
    ];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Settings_are_completed_or_refused() =>
        new Fuzz("settings", Megabyte, typeof(RecipeException), typeof(JsonException))
        {
            Seeds = Fuzz.Bytes("{\"batch\":16,\"rate\":0.5,\"kind\":\"b\",\"on\":false,\"words\":\"x\"}", "{}", "{\"batch\":1}"),
            Words = Fuzz.Bytes("null", "1e999", "-0", "1e-400", "[]", "{}", "\"a\":1,", "\"batch\":2,", "\"\\ud800\"", "99999999999999999999", "16.0"),
        }.RunAsync(bytes =>
        {
            if (JsonSerializer.Deserialize<JsonNode>(bytes) is JsonObject given)
            {
                SettingsCheck.Complete(Settings, given);
            }
        });

    [Fact]
    public Task Codes_are_read_or_refused() =>
        new Fuzz("codes", Megabyte, typeof(PlayException))
        {
            Seeds = Fuzz.Bytes(CodeText.Write([1, 2, 3]), CodeText.Write([float.MaxValue]), "AAAA"),
            Words = Fuzz.Bytes("=", "==", " ", "AACAfw==", "\0"),
        }.RunAsync(bytes => Assert.All(CodeText.Read(Encoding.UTF8.GetString(bytes)), n => Assert.True(float.IsFinite(n))));

    [Fact]
    public Task Hashes_are_read_or_refused() =>
        new Fuzz("hashes", Megabyte, typeof(FormatException))
        {
            Seeds = Fuzz.Bytes(ContentHash.Of([1]).Hex, ContentHash.Of([2]).Hex.ToUpperInvariant()),
            Words = Fuzz.Bytes("../", "/", "\0", "\uFF10"),
        }.RunAsync(bytes => Assert.Matches("^[0-9a-f]{64}$", ContentHash.Parse(Encoding.UTF8.GetString(bytes)).Hex));

    [Fact]
    public Task Packs_are_opened_or_refused()
    {
        var made = new MemoryStream();
        using (var writer = new ExamplePackWriter(made, new ImageForm(1, 2, 2), ["a", "b"], [0, 1, -1], [false, true, false]))
        {
            for (var i = 0; i < 3; i++)
            {
                writer.Add([1, 2, 3, 4]);
            }

            writer.Complete();
        }

        return new Fuzz("packs", Megabyte, typeof(InvalidDataException))
        {
            Seeds = [made.ToArray()],
            Words = Fuzz.Bytes("null", "-1", "2147483647", "\"Count\":", "\"$type\":\"text\"", "{}", "AIGCPAK1"),
        }.RunAsync(bytes =>
        {
            using var pack = ExamplePack.Open(_folder.Write("pack", bytes));
            var example = new byte[pack.Form.ExampleBytes];
            for (var i = 0; i < Math.Min(pack.Count, 10); i++)
            {
                pack.CopyTo(i, example);
                _ = (pack.LabelOf(i), pack.IsHeldOut(i));
            }
        });
    }

    [Fact]
    public Task Delivered_models_are_read_or_refused()
    {
        var run = new ShippedRun(
            "R", "Plain", "quick", 1, 10, [], new ImageForm(1, 8, 8), 0.1, 10, 5, "c.safetensors",
            new Dictionary<string, IReadOnlyList<ShippedPoint>> { ["loss"] = [new(1, 2)] }, [new ShippedSample(1, "s.png", 4, 2)]);
        run.Write(_folder.Root);
        return new Fuzz("delivered", Megabyte, typeof(InvalidDataException))
        {
            Seeds = [File.ReadAllBytes(_folder[ShippedRun.FileName])],
            Words = Fuzz.Bytes("null", "\"../../x\"", "[]", "{}", "1e999", "\"form\":"),
        }.RunAsync(bytes =>
        {
            _folder.Write(ShippedRun.FileName, bytes);
            ShippedRun.Read(_folder.Root);
        });
    }
}
