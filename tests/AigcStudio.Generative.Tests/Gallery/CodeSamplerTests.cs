using System.Runtime.InteropServices;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Runs;
using Xunit;

namespace AigcStudio.Generative.Tests.Gallery;

/// <summary>What every family promises that can be played with. It finds them by itself.</summary>
public sealed class CodeSamplerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("codes-").FullName;

    public static TheoryData<string> Families => [.. ModelFamilies.All.Select(f => f.Descriptor).Where(d => !d.Pairs && !d.Enlarges).Select(d => d.Id)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Families))]
    public void Codes_of_a_seed_decode_to_what_a_draw_of_that_seed_draws_also_from_the_middle_of_it(string id)
    {
        using var sampler = Open(id);
        using var drawn = new MemoryStream();
        sampler.Draw(new DrawOrder(21, 5, null, []), drawn, CancellationToken.None);

        Assert.Equal(drawn.ToArray(), Decoded(sampler, CodeSheets.Of(sampler, Sheet(21, 5))));
        Assert.Equal(drawn.ToArray()[(17 * sampler.Form.ExampleBytes)..(19 * sampler.Form.ExampleBytes)], Decoded(sampler, CodeSheets.Of(sampler, Sheet(2, 5) with { First = 17 })));
    }

    [Theory, MemberData(nameof(Families))]
    public void A_code_decodes_to_the_same_bits_wherever_it_stands(string id)
    {
        using var sampler = Open(id);
        var sheet = CodeSheets.Of(sampler, Sheet(20, 5) with { Sliders = [1.5] });
        var all = Decoded(sampler, sheet).Chunk(sampler.Form.ExampleBytes).ToList();
        var code = sheet.Written()[18];

        var alone = Decoded(sampler, CodeWays.Of(sampler, PlayWay.Of([code])));
        var pinned = Decoded(sampler, CodeSheets.Of(sampler, Sheet(3, 9) with { Pinned = [new PinnedCode(1, code)] })).Chunk(sampler.Form.ExampleBytes).ToList();

        Assert.Equal(all[18], alone);
        Assert.Equal(all[18], pinned[1]);
    }

    [Theory, InlineData("ImageVae"), InlineData("ImageGan")]
    public void A_preview_of_pictures_is_a_draw_but_for_the_last_level(string id)
    {
        using var sampler = Open(id);
        var sheet = CodeSheets.Of(sampler, Sheet(21, 5));
        var (drawn, shown) = (Decoded(sampler, sheet), Previewed(sampler, sheet));

        Assert.Equal(drawn.Length, shown.Length);
        Assert.All(drawn.Zip(shown), pair => Assert.InRange(pair.Second - pair.First, -1, 1));
    }

    [Fact]
    public void A_preview_of_sounds_is_as_loud_and_of_texts_the_same()
    {
        using var sounds = Open("AudioVae");
        using var texts = Open("TextVae");
        var (heard, read) = (CodeSheets.Of(sounds, Sheet(5, 5)), CodeSheets.Of(texts, Sheet(5, 5)));

        Assert.Equal(Decoded(texts, read), Previewed(texts, read));
        Assert.All(
            Decoded(sounds, heard).Chunk(sounds.Form.ExampleBytes).Zip(Previewed(sounds, heard).Chunk(sounds.Form.ExampleBytes)),
            pair => Assert.InRange(Loudness(pair.Second) / Loudness(pair.First), 0.5, 2));
    }

    [Theory, MemberData(nameof(Families))]
    public void Directions_are_orthonormal_and_the_widest_comes_first(string id)
    {
        using var sampler = Open(id);
        var directions = sampler.Space.Directions;

        Assert.InRange(directions.Count, 2, CodeSpace.MostDirections);
        for (var i = 0; i < directions.Count; i++)
        {
            Assert.True(i == 0 || directions[i].Share <= directions[i - 1].Share, $"{id} {i}");
            for (var j = 0; j < directions.Count; j++)
            {
                Assert.Equal(i == j ? 1 : 0, directions[i].Unit.Zip(directions[j].Unit, (a, b) => a * b).Sum(), 1e-9);
            }
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void A_slider_moves_every_code_by_so_many_deviations_and_no_other_way(string id)
    {
        using var sampler = Open(id);
        var (still, moved) = (CodeSheets.Of(sampler, Sheet(4, 5)), CodeSheets.Of(sampler, Sheet(4, 5) with { Sliders = [0, 2] }));
        var (first, second) = (sampler.Space.Directions[0], sampler.Space.Directions[1]);

        Assert.All(still.Codes.Zip(moved.Codes), pair =>
        {
            Assert.Equal(2, sampler.Space.Along(pair.Second, second) - sampler.Space.Along(pair.First, second), 1e-3);
            Assert.Equal(0, sampler.Space.Along(pair.Second, first) - sampler.Space.Along(pair.First, first), 1e-3);
        });
    }

    [Theory, MemberData(nameof(Families))]
    public void A_way_begins_and_ends_on_its_stops_and_no_spread_is_the_middle(string id)
    {
        using var sampler = Open(id);
        var stops = CodeSheets.Of(sampler, Sheet(2, 5)).Written();
        var way = CodeWays.Of(sampler, new PlayWay(stops, [0, 0.5, 1])).Written();
        var middle = CodeSheets.Of(sampler, Sheet(1, 5) with { Spread = 0 });

        Assert.Equal([stops[0].Code, stops[1].Code], [way[0].Code, way[2].Code]);
        Assert.Equal(3, way.Select(w => w.Code).Distinct().Count());
        Assert.Equal(new PlacePoint(0, 0), middle.Places(sampler).Select(p => new PlacePoint(Math.Round(p.X, 4), Math.Round(p.Y, 4))).Single());
    }

    [Theory, MemberData(nameof(Families))]
    public void What_does_not_fit_the_space_is_refused_in_words(string id)
    {
        using var sampler = Open(id);
        var wrong = new PlayCode(CodeText.Write(new float[sampler.Space.Length + 1]), 0, 0);

        Assert.Equal("play.codeLength", Assert.Throws<PlayException>(() => CodeWays.Of(sampler, PlayWay.Of([wrong]))).Code);
        Assert.Equal("play.sliders", Assert.Throws<PlayException>(() => CodeSheets.Of(sampler, Sheet(1, 1) with { Sliders = new double[99] })).Code);
        Assert.Equal("draw.unknownLabel", Assert.Throws<RecipeException>(() => CodeSheets.Of(sampler, Sheet(1, 1) with { Label = "dog" })).Code);
    }

    [Theory, MemberData(nameof(Families))]
    public void Training_items_lie_on_the_map_where_there_is_an_encoder(string id)
    {
        var run = new TinyRun(ModelFamilies.Of(id), _folder);
        using var sampler = Open(id, run);
        using (var pack = new Core.Datasets.ExamplePackWriter(
            File.Create(run.PackPath), run.Store.Form, run.Store.Labels, [.. Enumerable.Range(0, run.Items).Select(run.Store.LabelOf)], new bool[run.Items]))
        {
            var example = new byte[run.Store.Form.ExampleBytes];
            for (var i = 0; i < run.Items; i++)
            {
                run.Store.CopyTo(i, example);
                pack.Add(example);
            }
        }

        var space = SpaceSurvey.Of(sampler, run.PackPath, 30, CancellationToken.None);

        Assert.Equal(sampler is IEncoder ? Enumerable.Range(0, 30).Select(i => 2 * i) : [], space.Items.Select(i => i.Index));
        Assert.All(space.Items, i => Assert.Equal(run.Store.LabelOf(i.Index), i.Label));
        Assert.All(space.Items, i => Assert.InRange(Math.Abs(i.X) + Math.Abs(i.Y), 0, 20));
        Assert.Equal(sampler.Space.Directions.Count + sampler.Space.Labels.Count(l => l.Towards is not null), space.Directions.Count);
    }

    private static PlaySheet Sheet(int count, int seed) => new(count, seed, null, 1, [], null, []);

    private static byte[] Decoded(ICodeSampler sampler, CodeTiles tiles)
    {
        using var bytes = new MemoryStream();
        tiles.Decode(sampler, bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    private static byte[] Previewed(ICodeSampler sampler, CodeTiles tiles)
    {
        using var bytes = new MemoryStream();
        tiles.Preview(sampler, bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    // Root of the mean square of 16 bits.
    private static double Loudness(byte[] sound) => Math.Sqrt(MemoryMarshal.Cast<byte, short>(sound).ToArray().Average(s => (double)s * s));

    private ICodeSampler Open(string id, TinyRun? run = null)
    {
        var heard = new HeardEvents();
        run ??= new TinyRun(ModelFamilies.Of(id), _folder);
        Assert.Equal(TrainEnding.Finished, run.Go(heard).Ending);
        using var checkpoint = CheckpointFile.Read(heard.Checkpoints[^1].File);
        return Assert.IsAssignableFrom<ICodeSampler>(run.Family.OpenSampler(checkpoint, TestDevice.Device));
    }
}
