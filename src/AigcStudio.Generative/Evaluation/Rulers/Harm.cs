using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Text;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Rulers;

/// <summary>Real examples harmed on purpose, as bytes of the same form.</summary>
internal static class Harm
{
    private const double Loudness = 0.2;
    private const int BlurWidth = 5;
    private const int EveryLetter = 7;

    /// <summary>A fifth of full scale of Gaussian noise; in texts, every seventh letter another one.</summary>
    internal static Tensor Noise(ExampleSet set)
    {
        using var random = new Generator(3, CPU);
        return set.Form switch
        {
            ImageForm => Levels(set.Bytes.to(float32) + (randn(set.Bytes.shape, generator: random) * (255 * Loudness))),
            AudioForm sound => Samples(sound, SoundBytes.ToUnit(set.Bytes) + (randn([set.Count, sound.Samples], generator: random) * Loudness)),
            _ => Texts(set, Misspelt),
        };
    }

    /// <summary>A mean over five neighbours, both ways in pictures; texts lose every second word, those without spaces every second character.</summary>
    internal static Tensor Blur(ExampleSet set) => set.Form switch
    {
        ImageForm => Levels(nn.functional.avg_pool2d(set.Bytes.to(float32), BlurWidth, stride: 1, padding: BlurWidth / 2, count_include_pad: false)),
        AudioForm sound => Samples(sound, nn.functional.avg_pool1d(SoundBytes.ToUnit(set.Bytes).unsqueeze(1), BlurWidth, stride: 1, padding: BlurWidth / 2).squeeze(1)),
        _ => Texts(set, text => text.Contains(' ', StringComparison.Ordinal)
            ? string.Join(' ', text.Split(' ').Where((_, i) => i % 2 == 0))
            : string.Concat(text.EnumerateRunes().Where((_, i) => i % 2 == 0))),
    };

    /// <summary>What a model that knows nothing draws: every level, sample or letter by chance, texts as long as the real ones.</summary>
    internal static Tensor Nothing(ExampleSet set)
    {
        using var random = new Generator(4, CPU);
        var point = new SplitMix(4, 4);
        return set.Form switch
        {
            ImageForm => randint(0, 256, set.Bytes.shape, ScalarType.Byte, generator: random),
            AudioForm sound => Samples(sound, (rand([set.Count, sound.Samples], generator: random) * 2) - 1),
            _ => Texts(set, text => new string([.. text.Select(_ => (char)('a' + point.Below(26)))])),
        };
    }

    private static Tensor Levels(Tensor values) => values.round().clamp(0, 255).to(ScalarType.Byte);

    private static Tensor Samples(AudioForm form, Tensor sounds)
    {
        using var bytes = new MemoryStream();
        SoundBytes.Write(sounds, (int)sounds.shape[0], bytes);
        return ExampleSet.Of(form, bytes).Bytes;
    }

    private static Tensor Texts(ExampleSet set, Func<string, string> change)
    {
        var bytes = new byte[set.Count * set.Form.ExampleBytes];
        var texts = TextRows.Read(set.Bytes);
        for (var i = 0; i < texts.Count; i++)
        {
            TextBytes.Write(change(texts[i]), bytes.AsSpan(i * set.Form.ExampleBytes, set.Form.ExampleBytes));
        }

        return ExampleSet.Of(set.Form, bytes).Bytes;
    }

    private static string Misspelt(string text) =>
        new([.. text.Select((letter, i) => i % EveryLetter == 3 && char.IsLetter(letter) ? (char)('a' + ((letter + i) % 26)) : letter)]);
}
