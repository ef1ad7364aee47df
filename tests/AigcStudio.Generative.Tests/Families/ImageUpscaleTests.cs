using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Families.ImageUpscale;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Runs.Health;
using AigcStudio.Generative.Tests.Runs;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Families;

public sealed class ImageUpscaleTests
{
    private static readonly ImageUpscaleSettings Small = new() { Width = 16, Blocks = 2 };

    [Fact]
    public void A_wrong_step_between_two_pixels_is_paid_for_in_both_directions()
    {
        using var scope = NewDisposeScope();
        var original = zeros(1, 1, 2, 2);
        var made = tensor(new[] { 0.1f, 0.3f, 0.2f, 0.8f }).view(1, 1, 2, 2);

        // To the right 0.2 and 0.6, mean 0.4; downwards 0.1 and 0.5, mean 0.3; pixels 1.4 / 4.
        Assert.Equal(255 * 0.7, ImageUpscaleLoss.Edges(made, original).item<float>(), 1e-2);
        Assert.Equal(255 * 0.35, ImageUpscaleLoss.Difference(made, original).item<float>(), 1e-2);
    }

    [Fact]
    public void A_tenth_of_the_range_off_everywhere_is_20_decibels_and_equal_pictures_are_100()
    {
        using var scope = NewDisposeScope();
        var original = full([2, 3, 8, 8], 0.5);

        Assert.Equal(20, ImageUpscaleLoss.Psnr(original + 0.1, original).item<float>(), 1e-3);
        Assert.Equal(100, ImageUpscaleLoss.Psnr(original, original).item<float>(), 1e-3);
    }

    [Theory, InlineData("2", 1), InlineData("4", 3)]
    public void A_network_that_has_learned_nothing_enlarges_as_bicubic_does(string factor, int channels)
    {
        using var scope = NewDisposeScope();
        using var network = Network(Small with { Factor = factor }, channels);
        var pictures = rand([2, channels, 9, 13]);

        var made = network.call(pictures);

        Assert.Equal([2, channels, 9 * network.Factor, 13 * network.Factor], made.shape);
        Assert.Equal(0, (made - ImageUpscaleNetwork.Bicubic(pictures, network.Factor)).abs().max().item<float>(), 1e-6);
    }

    [Fact]
    public void Bicubic_enlargement_keeps_a_slope_a_slope()
    {
        using var scope = NewDisposeScope();
        var slope = arange(16, float32).view(1, 1, 1, 16).expand(1, 1, 16, 16);

        var inside = ImageUpscaleNetwork.Bicubic(slope, 4)[0, 0, 32].slice(0, 12, 52, 1);

        Assert.Equal(0, (inside.diff() - 0.25).abs().max().item<float>(), 1e-5);
    }

    [Fact]
    public void What_is_shrunk_keeps_its_place_its_plains_and_whole_levels()
    {
        using var scope = NewDisposeScope();
        var slope = arange(64, float32).view(1, 1, 1, 64).expand(1, 1, 64, 64);

        var small = PictureShrink.Of(slope, 4);

        // The middle of four pixels 4 i .. 4 i + 3 is 4 i + 1.5, which rounds to an even level first.
        Assert.All(Enumerable.Range(4, 8), i => Assert.Equal((4 * i) + 1.5, small[0, 0, 8, i].item<float>(), 0.51));
        Assert.True(small.equal(small.round()).all().item<bool>());
        Assert.True(PictureShrink.Of(full([1, 3, 32, 32], 200), 2).equal(full([1, 3, 16, 16], 200f)).all().item<bool>());
    }

    [Fact]
    public void A_piece_of_the_small_picture_is_the_shrunk_piece_of_the_large_one_however_it_is_laid()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3, CPU);
        var coarse = randint(0, 256, [8, 1, 16, 16], ScalarType.Byte, generator: random);
        var originals = coarse.repeat_interleave(4, 2).repeat_interleave(4, 3);

        var (small, large) = PicturePieces.Cut(originals, 4, 8, random);

        // Blocks of four by four equal pixels: the mean of each is its level; the Lanczos window rings a little over it.
        var means = nn.functional.avg_pool2d(large, 4);
        Assert.Equal([8, 1, 8, 8], small.shape);
        Assert.Equal([8, 1, 32, 32], large.shape);
        Assert.True((means - small).abs().mean().item<float>() < 0.5 * (means - small.flip(3)).abs().mean().item<float>());
        Assert.True((means - small).abs().mean().item<float>() < 0.12);
    }

    [Theory, InlineData(1, 3), InlineData(3, 1), InlineData(3, 3)]
    public void Enlarged_tile_by_tile_a_picture_is_what_it_is_enlarged_whole(int given, int taken)
    {
        using var scope = NewDisposeScope();
        using var sampler = Sampler(taken);
        using var random = new Generator(5, CPU);
        var picture = randint(0, 256, [given, 37, 50], ScalarType.Byte, generator: random);

        var whole = TiledEnlarging.Of(sampler, picture, CancellationToken.None, tileSide: 64);
        var tiled = TiledEnlarging.Of(sampler, picture, CancellationToken.None, tileSide: 16);

        Assert.Equal([given, 148, 200], whole.shape);
        Assert.InRange((whole.to(int32) - tiled.to(int32)).abs().max().item<int>(), 0, 1);
        Assert.True((whole.to(int32) - tiled.to(int32)).abs().sum().item<long>() < 20);
    }

    [Fact]
    public void A_tile_whose_surroundings_are_cut_short_shows_a_seam()
    {
        using var scope = NewDisposeScope();
        using var sampler = Sampler(1);
        using var random = new Generator(5, CPU);
        var picture = randint(0, 256, [1, 40, 40], ScalarType.Byte, generator: random);

        var whole = TiledEnlarging.Of(sampler, picture, CancellationToken.None, tileSide: 64);
        var cut = TiledEnlarging.Of(new ShortSighted(sampler), picture, CancellationToken.None, tileSide: 16);

        Assert.True((whole.to(int32) - cut.to(int32)).abs().max().item<int>() > 1);
    }

    [Fact]
    public void A_stop_is_heard_between_two_tiles()
    {
        using var sampler = Sampler(1);
        using var stopped = new CancellationTokenSource();
        using var picture = zeros([1, 40, 40], ScalarType.Byte);
        stopped.Cancel();

        Assert.Throws<OperationCanceledException>(() => TiledEnlarging.Of(sampler, picture, stopped.Token));
    }

    [Fact]
    public void No_checkpoint_keeps_a_picture_that_it_learned_from_and_what_is_opened_from_it_draws_nothing_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("enlarger-").FullName;
        try
        {
            var heard = new HeardEvents();
            var run = new TinyRun(new ImageUpscaleFamily(), folder) { Steps = 3 };
            run.Go(heard);
            var (file, slim) = (heard.Checkpoints[^1].File, Path.Combine(folder, "slim"));
            SlimCheckpoint.Write(file, slim);

            var (whole, drawable) = (File.ReadAllBytes(file), File.ReadAllBytes(slim));
            Assert.All(Shrunk(run), picture => Assert.True(whole.AsSpan().IndexOf(picture) < 0 && drawable.AsSpan().IndexOf(picture) < 0));
            using var checkpoint = CheckpointFile.Read(slim);
            using var sampler = new ImageUpscaleFamily().OpenSampler(checkpoint, TestDevice.Device);
            Assert.Equal("draw.enlarges", Assert.Throws<RecipeException>(() => sampler.Draw(new DrawOrder(1, 1, null, []), Stream.Null, CancellationToken.None)).Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(500, "auto", 256)]
    [InlineData(200, "auto", 128)]
    [InlineData(64, "auto", 64)]
    [InlineData(500, "64", 64)]
    public void It_learns_from_originals_as_large_as_there_are(int typical, string asked, int side)
    {
        var family = new ImageUpscaleFamily();
        var settings = SettingsCheck.Complete(family.Descriptor, new() { ["resolution"] = asked });

        Assert.Equal(new ImageForm(3, side, side), family.FormFor(settings, new DatasetSummary(Modality.Image, 100, [], typical, typical + 9, Colour: true)));
    }

    [Theory]
    [InlineData(10, 20.0, 1.0, "health.startingUp")]
    [InlineData(60, 20.0, 1.0, "health.learningWell")]
    [InlineData(140, 20.0, 1.0, "health.notSharper")]
    [InlineData(140, 26.0, 1.0, "health.learningWell")]
    [InlineData(140, 26.0, 9.0, "health.stepsTooLarge")]
    public void From_the_middle_on_it_must_be_better_than_plain_enlarging(int step, double psnr, double leap, string code)
    {
        var means = new Dictionary<string, double> { ["loss.difference"] = 10 * leap, ["loss.edges"] = 14, ["psnr.heldOut"] = psnr, ["psnr.bicubic.heldOut"] = 23 };
        var tracks = means.ToDictionary(m => m.Key, m => new SeriesTrack(10, m.Value, m.Value, m.Value));

        var finding = ImageUpscaleHealth.Judge(new HealthEvidence(step, 200, means, 1) { Tracks = tracks });

        Assert.Equal((code, HealthActs.For(code)), (finding.Sentence.Code, finding.Act));
    }

    private static ImageUpscaleNetwork Network(ImageUpscaleSettings settings, int channels)
    {
        using var random = new Generator(1, CPU);
        var network = new ImageUpscaleNetwork(settings, channels, TestDevice.Device);
        network.Begin(random);
        return network;
    }

    // What the run saw of each item at the small size.
    private static List<byte[]> Shrunk(TinyRun run)
    {
        using var scope = NewDisposeScope();
        var store = run.Store;
        var form = (ImageForm)store.Form;
        var bytes = new byte[form.ExampleBytes];
        return [.. Enumerable.Range(0, store.Count).Select(i =>
        {
            store.CopyTo(i, bytes);
            return PictureShrink.Of(tensor(bytes).view(1, form.Channels, form.Height, form.Width), 4).to(ScalarType.Byte).data<byte>().ToArray();
        }).Where(p => p.Distinct().Count() > 4)];
    }

    // With a last layer of its own, so that every layer counts.
    private static ImageUpscaleSampler Sampler(int channels)
    {
        using var unwatched = no_grad();
        using var random = new Generator(2, CPU);
        var network = Network(Small, channels);
        FirstWeights.Fill(network, "glorot", random);
        var form = new ImageForm(channels, 32, 32);
        return new ImageUpscaleSampler(network, shown: null, form, TestDevice.Device, owned: true);
    }

    private sealed class ShortSighted(IEnlarger inner) : IEnlarger
    {
        public int Factor => inner.Factor;

        public int Reach => 1;

        public int Channels => inner.Channels;

        public Tensor Enlarge(Tensor levels) => inner.Enlarge(levels);
    }
}
