using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Families.AudioVae;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Engine;
using AigcStudio.Generative.Tests.Runs;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Families;

/// <summary>The waveform mode, which the family contract's tiny recipe does not reach.</summary>
public sealed class AudioVaeSamplesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samples-").FullName;

    private int _runs;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_learns_to_tell_the_next_sample()
    {
        var heard = new HeardEvents();
        (Tiny() with { Steps = 150 }).Go(heard);
        var bits = heard.Of<PointsReported>().Select(p => p.Values["bits"]).ToList();

        // Eight bits are what nobody who knows nothing pays; a tone can be told far better.
        Assert.InRange(bits[0], 6, 8.5);
        Assert.True(bits[^1] < 5.5, string.Join(" ", bits));
    }

    [Fact]
    public void A_resumed_run_reaches_the_weights_of_an_unbroken_one()
    {
        TestDevice.MustBeExact();
        var whole = new HeardEvents();
        Tiny().Go(whole);
        var broken = Tiny();
        var first = new HeardEvents(e => Ask(broken, e.Payload is MetersReported { Step: 10 }));
        broken.Go(first);
        var second = new HeardEvents();
        (Tiny() with { ResumeFrom = first.Checkpoints[^1].File }).Go(second);

        EngineProcessTests.AssertSameTensors(whole.Checkpoints[^1].File, second.Checkpoints[^1].File);
    }

    [Fact]
    public void A_sound_follows_from_seed_and_index_whatever_the_count()
    {
        var heard = new HeardEvents();
        var run = Tiny() with { Steps = 12 };
        run.Go(heard);
        var many = Drawn(heard.Checkpoints[^1].File, 18);

        Assert.Equal(18 * run.Form.ExampleBytes, many.Length);
        Assert.Equal(many[..(3 * run.Form.ExampleBytes)], Drawn(heard.Checkpoints[^1].File, 3));
        Assert.NotEqual(many[..run.Form.ExampleBytes], many[run.Form.ExampleBytes..(2 * run.Form.ExampleBytes)]);
    }

    [Fact]
    public void Drawing_continues_a_sound_as_learning_reads_it()
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var form = new AudioForm(16_000, 640);
        using var random = new Generator(3, CPU);
        using var network = AudioVaeNetwork.Of(new AudioVaeSettings { Mode = "samples", Hidden = 16, Latent = 4 }, form, CPU);
        FirstWeights.Fill(network, "glorot", random);
        foreach (var (_, weight) in network.named_parameters().Where(p => p.name is "_level.weight" or "_context.weight" or "_say.weight"))
        {
            weight.mul_(8);
        }

        using var mel = new Generative.Datasets.LogMel(16_000, CPU);
        var codes = randn([16, 4], generator: random);
        var drawn = network.Draw(codes, mel, Chance.Row(1, 0, 16), CancellationToken.None);
        var others = (rand([16, 640], generator: random) * 2) - 1;

        // A network of strong opinions finds what it drew far likelier than noise: the two ways through it are one.
        var frames = mel.Of(drawn);
        Assert.True(Nats(drawn) < Nats(others) / 2, $"{Nats(drawn)} against {Nats(others)}");

        double Nats(Tensor sounds) => Enumerable.Range(0, 8).Average(_ => network.Likeness(codes, frames, sounds, random).item<float>());
    }

    [Theory]
    [InlineData(0, 128)]
    [InlineData(1, 255)]
    [InlineData(-1, 0)]
    public void Mu_law_levels_span_the_scale(double sample, long level)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(level, MuLaw.Level(tensor([(float)sample])).item<long>());
    }

    [Fact]
    public void Mu_law_keeps_small_samples_finely()
    {
        using var scope = NewDisposeScope();
        var sounds = linspace(-1, 1, 2001);
        var back = MuLaw.Sound(MuLaw.Signed(MuLaw.Level(sounds)));

        // Half a step is 2.2 % of the sample, and never less than that of the smallest level.
        Assert.True(((back - sounds).abs() <= (sounds.abs() * 0.0225) + 1e-4).all().item<bool>());
    }

    private static void Ask(TinyRun run, bool pause)
    {
        if (pause)
        {
            run.Commands.Ask(TrainCommand.Pause);
        }
    }

    private static byte[] Drawn(string file, int count)
    {
        using var checkpoint = CheckpointFile.Read(file);
        using var sampler = ModelFamilies.Of("AudioVae").OpenSampler(checkpoint, TestDevice.Device);
        using var bytes = new MemoryStream();
        sampler.Draw(new DrawOrder(count, 3, null, []), bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    private TinyRun Tiny()
    {
        var run = new TinyRun(ModelFamilies.Of("AudioVae"), Directory.CreateDirectory(Path.Combine(_folder, $"{_runs++}")).FullName);
        run.Settings["mode"] = "samples";
        return run;
    }
}
