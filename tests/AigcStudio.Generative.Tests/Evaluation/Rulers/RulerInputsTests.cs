using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Gallery;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Rulers;

public sealed class RulerInputsTests
{
    [Fact]
    public void Pictures_are_from_minus_one_to_one()
    {
        using var scope = NewDisposeScope();
        using var inputs = new RulerInputs(new ImageForm(3, 1, 2));

        Assert.Equal(3, inputs.Planes);
        Assert.Equal([-1f, 1f, -1f, 1f, 1f, -1f], inputs.Of(tensor(new byte[] { 0, 255, 0, 255, 255, 0 }, [1, 3, 1, 2])).data<float>().ToArray());
    }

    [Fact]
    public void Sounds_are_pictures_of_pitch_by_time_with_two_frames_in_one()
    {
        using var scope = NewDisposeScope();
        var form = new AudioForm(16_000, 128 * 9);
        var sounds = ExampleSet.Of(new NoisyPatterns(form, 4), [0, 1, 2]).Bytes;
        using var inputs = new RulerInputs(form);
        using var mel = new LogMel(16_000, CPU);
        var frames = mel.Of(SoundBytes.ToUnit(sounds));                                      // [3, 9, 64]

        var seen = inputs.Of(sounds);

        Assert.Equal(1, inputs.Planes);
        Assert.Equal([3, 1, 64, 5], seen.shape);
        Assert.Equal(((frames[1, 4, 20] + frames[1, 5, 20]) / 2).item<float>(), seen[1, 0, 20, 2].item<float>(), 1e-5);
        Assert.Equal(frames[2, 8, 63].item<float>(), seen[2, 0, 63, 4].item<float>(), 1e-5);
    }

    [Fact]
    public void Texts_are_counts_of_runs_up_to_three_by_their_logarithm_and_of_length_one()
    {
        using var scope = NewDisposeScope();
        using var inputs = new RulerInputs(new TextForm(20));
        var seen = inputs.Of(ExampleSet.Of(new TextForm(20), Padded("aab")).Bytes);

        // Twice a; once aa, aab, ab, b.
        var length = Math.Sqrt(Math.Pow(Math.Log(3), 2) + (4 * Math.Pow(Math.Log(2), 2)));
        Assert.Equal(0, inputs.Planes);
        Assert.Equal([1, 2048], seen.shape);
        Assert.Equal(Math.Log(3) / length, seen[0, Place("a")].item<float>(), 1e-6);
        Assert.All(["aa", "aab", "ab", "b"], run => Assert.Equal(Math.Log(2) / length, seen[0, Place(run)].item<float>(), 1e-6));
        Assert.Equal(5, seen.count_nonzero().item<long>());
        Assert.Equal(9, inputs.Of(ExampleSet.Of(new TextForm(20), Padded("abcd")).Bytes).count_nonzero().item<long>());
    }

    // FNV-1a (Fowler, Noll, Vo) of 32 bits, over characters.
    private static long Place(string run) => run.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) % 2048;

    private static byte[] Padded(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text), .. new byte[20 - text.Length]];
}
