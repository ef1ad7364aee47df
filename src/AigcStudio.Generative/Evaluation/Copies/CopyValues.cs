using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>What distances are taken of: a picture's levels as they are, a sound's log-mel.</summary>
internal static class CopyValues
{
    // A sound of two seconds at 16 kHz has a spectrum of half a megabyte.
    private const int SoundsAtOnce = 256;

    /// <summary>Values <c>[N, D]</c>, uint8 of pictures and float32 of sounds.</summary>
    internal static Tensor Of(ExampleSet set)
    {
        if (set.Form is not AudioForm sound)
        {
            return set.Bytes.flatten(1);
        }

        using var scope = NewDisposeScope();
        using var mel = new LogMel(sound.SampleRateHz, CPU);
        var parts = set.Bytes.split(SoundsAtOnce, 0).Select(part => mel.Of(SoundBytes.ToUnit(part)).flatten(1)).ToArray();
        return cat(parts, 0).MoveToOuterDisposeScope();
    }
}
