using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models.Text;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.TextVae;

/// <summary>
/// Encoder: an LSTM from each end, mean and log variance. Decoder: an LSTM that starts from the code and gets it beside every character
/// (Bowman et al. 2016, arXiv:1511.06349, section 3). Both share the characters' vectors. Time comes first: <c>[T, N]</c>.
/// </summary>
internal sealed class TextVaeNetwork : Module
{
    private readonly Embedding _letters;
    private readonly TextEncoder _encoder;
    private readonly Linear _code;
    private readonly Linear _first;
    private readonly LSTM _decoder;
    private readonly Linear _next;

    internal TextVaeNetwork(TextVaeSettings settings, int characters, Device device)
        : base("vae")
    {
        Latent = settings.Latent;
        _letters = Embedding(characters, settings.Width);
        _encoder = new TextEncoder(settings.Width, settings.Hidden / 2);
        _code = Linear(settings.Hidden / 2 * 2, 2 * settings.Latent);
        _first = Linear(settings.Latent, 2 * settings.Hidden);
        _decoder = LSTM(settings.Width + settings.Latent, settings.Hidden);
        _next = Linear(settings.Hidden, characters);
        RegisterComponents();
        this.to(device);
    }

    internal int Latent { get; }

    /// <summary>Means and log variances of the texts' codes, each <c>[N, latent]</c>.</summary>
    internal (Tensor Mean, Tensor LogVariance) Encode(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var summary = _encoder.Summarise(_letters.call(batch.Ahead), _letters.call(batch.Back), batch);
        var (mean, logVariance) = LatentCode.Of(_code.call(summary));
        return (mean.MoveToOuterDisposeScope(), logVariance.MoveToOuterDisposeScope());
    }

    /// <summary>All logits of known texts, <c>[T x N, V]</c>.</summary>
    /// <param name="inputs"><c>[T, N]</c> int64.</param>
    /// <param name="codes"><c>[N, latent]</c>.</param>
    internal Tensor Decode(Tensor inputs, Tensor codes)
    {
        using var scope = NewDisposeScope();
        var x = cat([_letters.call(inputs), codes.unsqueeze(0).expand(inputs.shape[0], -1, -1)], 2);      // [T, N, width + latent]
        var (states, _, _) = _decoder.call(x, Begin(codes));
        return _next.call(states.flatten(0, 1)).MoveToOuterDisposeScope();
    }

    /// <summary>The decoder a character at a time, from codes.</summary>
    internal LstmSteps Steps(Tensor codes)
    {
        var (hidden, cell) = Begin(codes);
        return new LstmSteps(_decoder, _letters.weight!, codes, hidden, cell);
    }

    /// <summary>Logits of the characters after states, <c>[N, V]</c>.</summary>
    internal Tensor Next(Tensor states) => _next.call(states);

    // The decoder's state before the first character.
    private (Tensor Hidden, Tensor Cell) Begin(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var halves = _first.call(codes).unsqueeze(0).chunk(2, 2);
        return (halves[0].tanh().MoveToOuterDisposeScope(), halves[1].contiguous().MoveToOuterDisposeScope());
    }
}
