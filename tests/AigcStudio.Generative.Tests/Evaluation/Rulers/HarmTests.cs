using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Text;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Rulers;

public sealed class HarmTests
{
    private const int Samples = 2000;

    private static readonly ImageForm Picture = new(1, 20, 20);
    private static readonly AudioForm Sound = new(16_000, Samples);
    private static readonly TextForm Text = new(60);

    [Fact]
    public void Noise_is_a_fifth_of_full_scale_in_pictures_and_sounds()
    {
        using var scope = NewDisposeScope();
        var picture = Harm.Noise(new ExampleSet(Picture, full([20, 1, 20, 20], 128, ScalarType.Byte), [])).to(float64);
        var sound = SoundBytes.ToUnit(Harm.Noise(new ExampleSet(Sound, zeros([4, Samples, 2], ScalarType.Byte), []))).to(float64);

        // 8,000 draws deviate by 0.8 % of a deviation; in pictures one in eighty is held at full scale, which takes 2 % from it.
        Assert.Equal((128, 50), (picture.mean().item<double>(), picture.std().item<double>()), Within(2.5));
        Assert.Equal((0, 0.2), (sound.mean().item<double>(), sound.std().item<double>()), Within(0.01));
    }

    [Fact]
    public void Blur_spreads_a_point_over_five_neighbours_and_leaves_the_edges_of_what_is_even()
    {
        using var scope = NewDisposeScope();
        var (point, even) = (zeros([1, 1, 20, 20], ScalarType.Byte), full([1, 1, 20, 20], 90, ScalarType.Byte));
        point[0, 0, 10, 10] = 250;
        var click = zeros([1, Samples, 2], ScalarType.Byte);
        click[0, 50, 1] = 100;

        var spread = Harm.Blur(new ExampleSet(Picture, point, []));
        Assert.Equal((250L, (byte)10), (spread.sum().item<long>(), spread.max().item<byte>()));
        Assert.True(spread[0, 0, 8..13, 8..13].eq(10).all().item<bool>());
        Assert.True(Harm.Blur(new ExampleSet(Picture, even, [])).eq(90).all().item<bool>());
        var heard = SoundBytes.ToUnit(Harm.Blur(new ExampleSet(Sound, click, [])));
        Assert.Equal(Enumerable.Repeat(100 * 256 / 32768f / 5, 5), heard[0, 48..53].data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void In_texts_noise_is_every_seventh_letter_and_blur_every_second_word_or_character()
    {
        using var scope = NewDisposeScope();
        var sentence = Read(Harm.Noise(Texts("abcdefghijklmnopqrst")));
        var wrong = Enumerable.Range(0, sentence.Length).Where(i => sentence[i] != "abcdefghijklmnopqrst"[i]);

        Assert.Equal([3, 10, 17], wrong);
        Assert.Equal("one three five", Read(Harm.Blur(Texts("one two three four five"))));
        Assert.Equal("一好，个", Read(Harm.Blur(Texts("一杯好茶，一个"))));
    }

    [Fact]
    public void Nothing_is_every_level_sample_or_letter_alike_whatever_the_real_items_are()
    {
        using var scope = NewDisposeScope();
        var picture = Harm.Nothing(new ExampleSet(Picture, zeros([20, 1, 20, 20], ScalarType.Byte), [])).to(float64);
        var sound = SoundBytes.ToUnit(Harm.Nothing(new ExampleSet(Sound, zeros([4, Samples, 2], ScalarType.Byte), []))).to(float64);
        var letters = Read(Harm.Nothing(Texts(new string('x', 60))));

        // Uniform: deviations of 256 / sqrt 12 and of 2 / sqrt 12.
        Assert.Equal((127.5, 73.9), (picture.mean().item<double>(), picture.std().item<double>()), Within(2.5));
        Assert.Equal((0, 0.577), (sound.mean().item<double>(), sound.std().item<double>()), Within(0.02));
        Assert.Equal(60, letters.Length);
        Assert.InRange(letters.Distinct().Count(), 15, 26);
    }

    private static Func<(double, double), (double, double), bool> Within(double tolerance) =>
        (a, b) => Math.Abs(a.Item1 - b.Item1) < tolerance && Math.Abs(a.Item2 - b.Item2) < tolerance;

    private static ExampleSet Texts(string text)
    {
        var bytes = new byte[Text.ExampleBytes];
        TextBytes.Write(text, bytes);
        return ExampleSet.Of(Text, bytes);
    }

    private static string Read(Tensor bytes) => TextRows.Read(bytes)[0];
}
