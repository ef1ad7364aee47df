using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Runs;

/// <summary>What a page shows of the samples of one step, where it is more than an address: texts, or waveforms and where to hear them.</summary>
/// <param name="Texts">Empty but for texts; of a pair the question, U+001F and the reply.</param>
/// <param name="Sounds">Empty but for sounds.</param>
public sealed record SampleContent(IReadOnlyList<string> Texts, IReadOnlyList<SampleSound> Sounds)
{
    public static SampleContent None { get; } = new([], []);
}

/// <param name="Url">A WAV of this clip alone.</param>
public sealed record SampleSound(string Url, SoundLook Look);
