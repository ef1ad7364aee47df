using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// Reads texts from both ends by an LSTM each (Hochreiter, Schmidhuber 1997; Schuster, Paliwal 1997). The second gets every text
/// backwards with its padding behind, so that both run over the whole batch in one kernel and no state has seen padding.
/// </summary>
internal sealed class TextEncoder : nn.Module
{
    private readonly LSTM _ahead;
    private readonly LSTM _back;

    /// <param name="width">Numbers of a piece.</param>
    /// <param name="hidden">Of each direction.</param>
    internal TextEncoder(int width, int hidden)
        : base("encoder")
    {
        _ahead = nn.LSTM(width, hidden);
        _back = nn.LSTM(width, hidden);
        RegisterComponents();
    }

    /// <summary>
    /// The mean of each text's states, <c>[N, 2 hidden]</c>: it reaches every piece at one remove, which the last state does not, and so
    /// keeps a code from being ignored (Long et al. 2019, arXiv:1911.03976).
    /// </summary>
    /// <param name="ahead">Embedded, <c>[T, N, width]</c>.</param>
    /// <param name="back">The same of <see cref="TokenBatch.Back"/>.</param>
    internal Tensor Summarise(Tensor ahead, Tensor back, TokenBatch batch) => Mean(cat([Run(_ahead, ahead), Run(_back, back)], 2), batch);

    /// <summary>As <see cref="Summarise"/>, and the states of both directions piece by piece, <c>[T, N, 2 hidden]</c>.</summary>
    internal (Tensor States, Tensor Summary) Read(Tensor ahead, Tensor back, TokenBatch batch)
    {
        var backwards = Run(_back, back);
        var place = batch.Mirror.unsqueeze(2).expand(-1, -1, backwards.shape[2]);
        var states = cat([Run(_ahead, ahead), backwards.gather(0, place)], 2);
        return (states, Mean(states, batch));
    }

    private static Tensor Mean(Tensor states, TokenBatch batch) => (states * batch.Mask.unsqueeze(2)).sum(dim: 0) / batch.Lengths.unsqueeze(1);

    private static Tensor Run(LSTM lstm, Tensor x) => lstm.call(x).Item1;
}
