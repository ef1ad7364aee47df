using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Sounds;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs.Health;

/// <summary>What a set of examples looks or sounds like as a signal; samples and real examples are measured alike.</summary>
/// <param name="Level">
/// Standard deviation of all values as a share of the whole range: pictures over 256 levels, sounds over full scale; null for texts.
/// </param>
/// <param name="Grid">Pictures: share of what varies that repeats every four pixels; else null.</param>
/// <param name="Clipped">Sounds: share of samples at full scale; else null.</param>
/// <param name="Silent">Sounds: share of frames below -60 dBFS; else null.</param>
/// <param name="Offset">Sounds: mean distance of the wave's middle from zero; else null.</param>
public sealed record SampleFacts(double? Level, double? Grid = null, double? Clipped = null, double? Silent = null, double? Offset = null)
{
    /// <summary>Of a run's examples, one after another.</summary>
    public static SampleFacts? Of(ReadOnlySpan<byte> examples, ExampleForm form)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        if (examples.Length < form.ExampleBytes || form is not (ImageForm or AudioForm))
        {
            return null;
        }

        var bytes = ExampleSet.Of(form, examples).Bytes;
        return form is AudioForm sound ? OfSounds(SoundBytes.ToUnit(bytes), sound.SampleRateHz) : OfPictures(PictureBytes.ToUnit(bytes));
    }

    private static SampleFacts OfPictures(Tensor pictures) => new(pictures.std().item<float>(), PictureGrid.Share(pictures));

    private static SampleFacts OfSounds(Tensor sounds, int sampleRateHz)
    {
        var faults = SoundFaults.Of(sounds, sampleRateHz);
        return new SampleFacts(
            sounds.std().item<float>(),
            Clipped: faults.Average(f => f.Clipped),
            Silent: faults.Average(f => f.Silent),
            Offset: faults.Average(f => Math.Abs(f.Offset)));
    }
}
