using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Text;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>
/// One encoder reads question and reply. From the question a prior on the code, from both its posterior (Sohn et al. 2015; Zhao et al. 2017,
/// arXiv:1703.10960, section 3). The decoder starts from question and code, and looks back at the question's pieces (Luong et al. 2015,
/// arXiv:1508.04025, section 3.1). Pieces have the same vectors wherever they are read and where they are chosen
/// (Press, Wolf 2016, arXiv:1608.05859): with few pairs every parameter counts. Time comes first: <c>[T, N]</c>.
/// </summary>
internal sealed class ReplyTextsNetwork : Module
{
    private readonly Embedding _pieces;
    private readonly TextEncoder _encoder;
    private readonly Linear _prior;
    private readonly Linear _posterior;
    private readonly Linear _first;
    private readonly LSTM _decoder;
    private readonly Linear _look;
    private readonly Linear _join;
    private readonly Parameter _commonness;
    private readonly Func<Tensor, Tensor> _drop;

    /// <param name="random">Of the dropout while it trains.</param>
    internal ReplyTextsNetwork(ReplyTextsSettings settings, int pieces, Generator? random, Device device)
        : base("reply")
    {
        var (hidden, width, latent) = (settings.Hidden / 2 * 2, settings.Width, settings.Latent);
        Latent = latent;
        _drop = x => training && settings.Dropout > 0 ? x * empty_like(x).bernoulli_(1 - settings.Dropout, random?.On(x.device)).div_(1 - settings.Dropout) : x;
        _pieces = Embedding(pieces, width);
        _encoder = new TextEncoder(width, hidden / 2);
        _prior = Linear(hidden, 2 * latent);
        _posterior = Linear(2 * hidden, 2 * latent);
        _first = Linear(hidden + latent, 2 * hidden);
        _decoder = LSTM(width + latent, hidden);
        _look = Linear(hidden, hidden, hasBias: false);
        _join = Linear(2 * hidden, width);
        _commonness = Parameter(zeros(pieces));
        RegisterComponents();
        this.to(device);
    }

    internal int Latent { get; }

    /// <summary>What is known of the questions while they are answered.</summary>
    /// <param name="States">Piece by piece, <c>[N, T, hidden]</c>.</param>
    /// <param name="Padding"><c>[N, 1, T]</c> bool: where there is nothing to look at.</param>
    /// <param name="Summary"><c>[N, hidden]</c>.</param>
    internal sealed record Heard(Tensor States, Tensor Padding, Tensor Summary);

    internal Heard Hear(TokenBatch questions)
    {
        using var scope = NewDisposeScope();
        var (states, summary) = _encoder.Read(Vectors(questions.Ahead), Vectors(questions.Back), questions);
        var padding = questions.Mask.logical_not().t().unsqueeze(1);
        return new Heard(states.transpose(0, 1).MoveToOuterDisposeScope(), padding.MoveToOuterDisposeScope(), _drop(summary).MoveToOuterDisposeScope());
    }

    /// <summary>p(z | question): means and log variances, each <c>[N, latent]</c>.</summary>
    internal (Tensor Mean, Tensor LogVariance) Prior(Heard heard) => LatentCode.Of(_prior.call(heard.Summary));

    /// <summary>q(z | question, reply).</summary>
    internal (Tensor Mean, Tensor LogVariance) Posterior(Heard heard, TokenBatch replies)
    {
        using var scope = NewDisposeScope();
        var summary = _drop(_encoder.Summarise(Vectors(replies.Ahead), Vectors(replies.Back), replies));
        var (mean, logVariance) = LatentCode.Of(_posterior.call(cat([heard.Summary, summary], 1)));
        return (mean.MoveToOuterDisposeScope(), logVariance.MoveToOuterDisposeScope());
    }

    /// <summary>All logits of known replies, <c>[T x N, V]</c>.</summary>
    /// <param name="inputs"><c>[T, N]</c> int64.</param>
    /// <param name="codes"><c>[N, latent]</c>.</param>
    internal Tensor Decode(Tensor inputs, Heard heard, Tensor codes)
    {
        using var scope = NewDisposeScope();
        var x = cat([Vectors(inputs), codes.unsqueeze(0).expand(inputs.shape[0], -1, -1)], 2);            // [T, N, width + latent]
        var (states, _, _) = _decoder.call(x, Begin(heard, codes));
        return Next(states, heard).MoveToOuterDisposeScope();
    }

    /// <summary>The decoder a piece at a time; only while nothing is dropped.</summary>
    internal LstmSteps Steps(Heard heard, Tensor codes)
    {
        var (hidden, cell) = Begin(heard, codes);
        return new LstmSteps(_decoder, _pieces.weight!, codes, hidden, cell);
    }

    /// <summary>Logits of the pieces after states of the decoder, <c>[T x N, V]</c>.</summary>
    /// <param name="states"><c>[T, N, hidden]</c>.</param>
    internal Tensor Next(Tensor states, Heard heard)
    {
        using var scope = NewDisposeScope();
        var seen = Look(states, heard);
        var joined = _drop(_join.call(cat([states, seen], 2)).tanh()).flatten(0, 1);                      // [T x N, width]
        var logits = joined.matmul(_pieces.weight!.t()).div(Math.Sqrt(joined.shape[1])) + _commonness;
        return logits.MoveToOuterDisposeScope();
    }

    // The decoder's state before the first piece.
    private (Tensor Hidden, Tensor Cell) Begin(Heard heard, Tensor codes)
    {
        using var scope = NewDisposeScope();
        var halves = _first.call(cat([heard.Summary, codes], 1)).unsqueeze(0).chunk(2, 2);
        return (halves[0].tanh().MoveToOuterDisposeScope(), halves[1].contiguous().MoveToOuterDisposeScope());
    }

    // For each state of the decoder the mean of the question's states, by how well they match: [T, N, hidden].
    private Tensor Look(Tensor states, Heard heard)
    {
        var wanted = _look.call(states).transpose(0, 1);                                                  // [N, T, hidden]
        var match = wanted.bmm(heard.States.transpose(1, 2)).div(Math.Sqrt(wanted.shape[2]));             // [N, T, T of the question]
        return match.masked_fill(heard.Padding, double.NegativeInfinity).softmax(2).bmm(heard.States).transpose(0, 1);
    }

    private Tensor Vectors(Tensor pieces) => _drop(_pieces.call(pieces));
}
