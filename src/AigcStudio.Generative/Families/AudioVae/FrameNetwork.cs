using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>
/// Frame mode. A dense layer lays the code out as a plan of one row for five frames, an LSTM goes through it and writes the frames;
/// codes <c>[N, latent]</c> to frames <c>[N, T, 64]</c>. The wave is found by Griffin and Lim.
/// </summary>
internal sealed class FrameNetwork : AudioVaeNetwork
{
    /// <summary>Frames that share a row of the plan: 40 ms, in which speech hardly changes.</summary>
    private const int FramesPerSlot = 5;

    private const int PlanWidth = 64;

    // A waveform 128 bars wide shows no more than these find.
    private const int PreviewInversionRounds = 5;
    private const int PreviewPhaseRounds = 4;

    // Below, one lucky frame would count as much as all others; above, nothing is learned.
    private const double LeastLogDeviation = -3;
    private const double MostLogDeviation = 1;

    private readonly int _samples;
    private readonly int _slots;
    private readonly Linear _plan;
    private readonly LSTM _speak;
    private readonly Linear _frame;
    private readonly Parameter _logDeviation;

    internal FrameNetwork(AudioVaeSettings settings, AudioForm form)
        : base(settings)
    {
        _samples = form.Samples;
        _slots = LogMel.Frames(form.Samples) / FramesPerSlot;
        _plan = Linear(settings.Latent, _slots * PlanWidth);
        _speak = LSTM(PlanWidth, settings.Hidden, batchFirst: true);
        _frame = Linear(settings.Hidden, LogMel.Bands);
        _logDeviation = new Parameter(zeros(1));
        RegisterComponents();
    }

    internal override int Values => _slots * FramesPerSlot * LogMel.Bands;

    /// <summary>
    /// Logarithm of the standard deviation with which a frame's value is known, one for all: learned, so that likeness and divergence
    /// find their balance without a beta (Rybkin, Daniilidis, Levine 2020, arXiv:2006.13202, section 3).
    /// </summary>
    private Tensor LogDeviation => _logDeviation.clamp(LeastLogDeviation, MostLogDeviation);

    public override Tensor forward(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var plan = functional.relu(_plan.call(codes)).view(-1, _slots, PlanWidth).repeat_interleave(FramesPerSlot, 1);
        var (states, _, _) = _speak.call(plan, null);                                          // [N, T, hidden]
        return _frame.call(states).MoveToOuterDisposeScope();
    }

    internal override Tensor Likeness(Tensor codes, Tensor frames, Tensor sounds, Generator random) =>
        AudioVaeLoss.Likeness(call(codes), frames, LogDeviation);

    internal override Tensor Draw(Tensor codes, LogMel mel, IReadOnlyList<Chance> chances, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        return Held(GriffinLim.Sound(mel, mel.Amplitudes(call(codes)), _samples, chances)).MoveToOuterDisposeScope();
    }

    internal override Tensor Preview(Tensor codes, LogMel mel, IReadOnlyList<Chance> chances, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var amplitudes = mel.Amplitudes(call(codes), PreviewInversionRounds);
        return Held(GriffinLim.Sound(mel, amplitudes, _samples, chances, PreviewPhaseRounds)).MoveToOuterDisposeScope();
    }

    // A phase found by chance may pile up a peak: such a sound is made softer as a whole rather than clipped.
    private static Tensor Held(Tensor sounds) => sounds / sounds.abs().amax([1], keepdim: true).clamp(min: 1);
}
