using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Models.Latent;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>
/// Encoder: a bidirectional LSTM over the log-mel frames; its two last states give mean and log variance. Decoder: a dense layer
/// lays the code out as a plan of one row for five frames, an LSTM goes through it and writes the frames.
/// The forward pass is the decoder's: codes <c>[N, latent]</c> to frames <c>[N, T, 64]</c>.
/// </summary>
internal sealed class AudioVaeNetwork : Module<Tensor, Tensor>
{
    /// <summary>Frames that share a row of the plan: 40 ms, in which speech hardly changes.</summary>
    internal const int FramesPerSlot = 5;

    private const int PlanWidth = 64;

    // Below, one lucky frame would count as much as all others; above, nothing is learned.
    private const double LeastLogDeviation = -3;
    private const double MostLogDeviation = 1;

    private readonly int _slots;
    private readonly LSTM _listen;
    private readonly Linear _code;
    private readonly Linear _plan;
    private readonly LSTM _speak;
    private readonly Linear _frame;
    private readonly Parameter _logDeviation;

    internal AudioVaeNetwork(AudioVaeSettings settings, AudioForm form, Device device)
        : base("vae")
    {
        Latent = settings.Latent;
        _slots = LogMel.Frames(form.Samples) / FramesPerSlot;
        _listen = LSTM(LogMel.Bands, settings.Hidden / 2, batchFirst: true, bidirectional: true);
        _code = Linear(settings.Hidden / 2 * 2, 2 * settings.Latent);
        _plan = Linear(settings.Latent, _slots * PlanWidth);
        _speak = LSTM(PlanWidth, settings.Hidden, batchFirst: true);
        _frame = Linear(settings.Hidden, LogMel.Bands);
        _logDeviation = new Parameter(zeros(1));
        RegisterComponents();
        this.to(device);
    }

    internal int Latent { get; }

    /// <summary>
    /// Logarithm of the standard deviation with which a frame's value is known, one for all: learned, so that likeness and divergence
    /// find their balance without a beta (Rybkin, Daniilidis, Levine 2020, arXiv:2006.13202, section 3).
    /// </summary>
    internal Tensor LogDeviation => _logDeviation.clamp(LeastLogDeviation, MostLogDeviation);

    /// <summary>Frames <c>[N, T, 64]</c> to the means and log variances of their codes, each <c>[N, latent]</c>.</summary>
    internal (Tensor Mean, Tensor LogVariance) Encode(Tensor frames)
    {
        using var scope = NewDisposeScope();
        var (_, last, _) = _listen.call(frames, null);                                         // [2, N, hidden / 2]
        var (mean, logVariance) = LatentCode.Of(_code.call(cat([last[0], last[1]], 1)));
        return (mean.MoveToOuterDisposeScope(), logVariance.MoveToOuterDisposeScope());
    }

    public override Tensor forward(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var plan = functional.relu(_plan.call(codes)).view(-1, _slots, PlanWidth).repeat_interleave(FramesPerSlot, 1);
        var (states, _, _) = _speak.call(plan, null);                                          // [N, T, hidden]
        return _frame.call(states).MoveToOuterDisposeScope();
    }
}
