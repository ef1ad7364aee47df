using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>
/// Waveform mode, after SampleRNN (Mehri et al. 2016, arXiv:1612.07837, section 2) with two tiers: an LSTM goes from frame to frame of
/// 160 samples, each time hearing the frame before and the code; a small network chooses each sample's level among 256 from the 16
/// samples before it and what the LSTM said for that eighth of a millisecond. No recurrence is ever unrolled over samples.
/// </summary>
internal sealed class SampleNetwork : AudioVaeNetwork
{
    internal const int FrameSamples = 160;
    internal const int Context = 16;

    // Samples that share what the LSTM said, and how many numbers that is.
    private const int SamplesPerWord = 8;
    private const int Width = 64;

    // The levels of a quarter of the frames say what all would within a few percent, at a third of the cost.
    private const int FramesJudged = 4;

    private readonly int _samples;
    private readonly Linear _hear;
    private readonly Linear _mind;
    private readonly LSTM _go;
    private readonly Linear _say;
    private readonly Linear _context;
    private readonly Linear _hidden;
    private readonly Linear _level;

    internal SampleNetwork(AudioVaeSettings settings, AudioForm form)
        : base(settings)
    {
        _samples = form.Samples;
        _hear = Linear(FrameSamples, settings.Hidden);
        _mind = Linear(settings.Latent, settings.Hidden);
        _go = LSTM(settings.Hidden, settings.Hidden, batchFirst: true);
        _say = Linear(settings.Hidden, FrameSamples / SamplesPerWord * Width);
        _context = Linear(Context, Width);
        _hidden = Linear(Width, Width);
        _level = Linear(Width, MuLaw.Levels);
        RegisterComponents();
    }

    internal override int Values => _samples;

    /// <summary>What the code alone says to every frame, <c>[N, 1, hidden]</c>.</summary>
    public override Tensor forward(Tensor codes) => _mind.call(codes).unsqueeze(1);

    internal override Tensor Likeness(Tensor codes, Tensor frames, Tensor sounds, Generator random)
    {
        using var scope = NewDisposeScope();
        var (count, all) = (sounds.shape[0], _samples / FrameSamples);
        var levels = MuLaw.Level(sounds);
        var heard = MuLaw.Signed(levels);
        var silence = zeros([count, FrameSamples], device: sounds.device);
        var before = cat([silence, heard.slice(1, 0, _samples - FrameSamples, 1)], 1).view(count, all, FrameSamples);
        var (states, _, _) = _go.call(_hear.call(before) + call(codes), null);                         // [N, T, hidden]
        var chosen = rand(all, generator: random.On(sounds.device), device: sounds.device).argsort().slice(0, 0, Math.Max(1, all / FramesJudged), 1);
        var contexts = cat([silence.slice(1, 0, Context, 1), heard], 1).unfold(1, Context, 1)
            .slice(1, 0, _samples, 1).view(count, all, FrameSamples, Context).index_select(1, chosen);
        var logits = Choose(contexts, Words(states.index_select(1, chosen)));                         // [N, t, 160, 256]
        var wanted = levels.view(count, all, FrameSamples).index_select(1, chosen);
        var nats = functional.cross_entropy(logits.view(-1, MuLaw.Levels), wanted.flatten());
        return nats.mul(_samples).MoveToOuterDisposeScope();
    }

    internal override Tensor Draw(Tensor codes, LogMel mel, IReadOnlyList<Chance> chances, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var count = (int)codes.shape[0];
        var walks = chances.Select(c => NoiseRows.Walk(c.Seed, c.Index)).ToArray();
        var mind = call(codes);
        var frame = zeros([count, FrameSamples], device: codes.device);
        var drawn = new List<Tensor>();
        (Tensor, Tensor)? state = null;
        for (var at = 0; at < _samples; at += FrameSamples)
        {
            cancel.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var (said, h, c) = _go.call(_hear.call(frame).unsqueeze(1) + mind, state);
            state = (h.MoveToOuterDisposeScope(), c.MoveToOuterDisposeScope());
            frame = Frame(frame, Words(said).squeeze(1), Points(walks).to(codes.device)).MoveToOuterDisposeScope();
            drawn.Add(frame);
        }

        return MuLaw.Sound(cat([.. drawn], 1)).MoveToOuterDisposeScope();
    }

    /// <summary>What the LSTM says of each sample, <c>[..., 160, width]</c>.</summary>
    private Tensor Words(Tensor states)
    {
        var words = _say.call(states);
        return words.view([.. states.shape[..^1], FrameSamples / SamplesPerWord, Width]).repeat_interleave(SamplesPerWord, states.dim() - 1);
    }

    private Tensor Choose(Tensor contexts, Tensor words) =>
        _level.call(functional.relu(_hidden.call(functional.relu(_context.call(contexts) + words))));

    // One frame sample by sample: each waits for the one before it, all sounds of the chunk go together.
    private Tensor Frame(Tensor before, Tensor words, Tensor points)
    {
        var past = cat([before.slice(1, FrameSamples - Context, FrameSamples, 1), zeros_like(before)], 1);
        for (var i = 0; i < FrameSamples; i++)
        {
            using var one = NewDisposeScope();
            var shares = Choose(past.slice(1, i, i + Context, 1), words.select(1, i)).softmax(1).cumsum(1);
            var level = shares.lt(points.slice(1, i, i + 1, 1)).sum(1).clamp(max: MuLaw.Levels - 1);
            past.select(1, i + Context).copy_(MuLaw.Signed(level));
        }

        return past.slice(1, Context, Context + FrameSamples, 1).contiguous();
    }

    /// <summary>A point of [0, 1) for each sample of a frame, each sound's from a stream of its own.</summary>
    private static Tensor Points(Datasets.SplitMix[] chances)
    {
        var points = new float[chances.Length, FrameSamples];
        for (var i = 0; i < chances.Length; i++)
        {
            for (var k = 0; k < FrameSamples; k++)
            {
                points[i, k] = (float)chances[i].Uniform();
            }
        }

        return tensor(points);
    }
}
