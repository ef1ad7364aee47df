using AigcStudio.Core.Runs;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Datasets;
using AigcStudio.Generative.Tests.Runs;
using Xunit;

namespace AigcStudio.Generative.Tests.Families;

/// <summary>A model with a way back shows held-out examples, and what it makes of them, after its samples.</summary>
public sealed class RebuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rebuild-").FullName;

    public static TheoryData<string> Families => [.. ModelFamilies.All.Select(f => f.Descriptor.Id)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Families))]
    public void Held_out_examples_come_after_the_samples_and_then_what_the_model_makes_of_them(string id)
    {
        var heard = new HeardEvents();
        var run = new TinyRun(ModelFamilies.Of(id), _folder) { SampleEverySteps = 40 };
        run.Go(heard);
        var drawn = heard.Of<SamplesDrawn>()[^1];
        var size = drawn.Form.ExampleBytes;
        var examples = File.ReadAllBytes(drawn.File).Chunk(size).ToList();
        using var checkpoint = CheckpointFile.Read(heard.Checkpoints[^1].File);
        using var sampler = run.Family.OpenSampler(checkpoint, TestDevice.Device);

        Assert.Equal(sampler is IRebuilder ? 8 : 0, drawn.Echoes);
        Assert.Equal(drawn.Total, examples.Count);
        var heldOut = Enumerable.Range(0, run.Store.Count).Where(run.Store.IsHeldOut).Select(i => ExampleOf(run.Store, i)).ToList();
        Assert.All(examples.Skip(drawn.Count).Take(drawn.Echoes), e => Assert.Contains(heldOut, held => held.AsSpan().SequenceEqual(e)));
    }

    [Fact]
    public void The_mission_s_three_codes_and_the_enlarger_have_a_way_back() =>
        Assert.Equal(["AudioVae", "ImageUpscale", "ImageVae", "TextVae"], Families.Select(f => (string)f).Where(HasWayBack));

    private bool HasWayBack(string id)
    {
        var heard = new HeardEvents();
        var run = new TinyRun(ModelFamilies.Of(id), Directory.CreateDirectory(Path.Combine(_folder, id)).FullName) { Steps = 10 };
        run.Go(heard);
        using var checkpoint = CheckpointFile.Read(heard.Checkpoints[^1].File);
        using var sampler = run.Family.OpenSampler(checkpoint, TestDevice.Device);
        return sampler is IRebuilder;
    }

    private static byte[] ExampleOf(Patterns store, int index)
    {
        var example = new byte[store.Form.ExampleBytes];
        store.CopyTo(index, example);
        return example;
    }
}
