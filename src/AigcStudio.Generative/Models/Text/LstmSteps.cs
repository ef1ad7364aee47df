using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// A decoder's LSTM taken one piece at a time, as drawing must. Its input is a piece's vector beside a code that stays: what each piece and
/// each code adds to the gates is worked out once, so that a step is a look-up and one product instead of two and a copy of the weights.
/// Gives what <see cref="LSTM"/> gives, to rounding; no slopes. Lives in the caller's dispose scope.
/// </summary>
internal sealed class LstmSteps
{
    private readonly Tensor _ofPieces;
    private readonly Tensor _ofCodes;
    private readonly Tensor _ofHidden;
    private readonly Tensor _hidden;
    private readonly Tensor _cell;
    private readonly long _width;

    /// <param name="lstm">One layer, one direction; input <c>[.., width + latent]</c>.</param>
    /// <param name="pieces">All that can be read, <c>[V, width]</c>.</param>
    /// <param name="codes"><c>[N, latent]</c>.</param>
    /// <param name="hidden">Before the first piece, <c>[1, N, H]</c>, as is <paramref name="cell"/>.</param>
    internal LstmSteps(LSTM lstm, Tensor pieces, Tensor codes, Tensor hidden, Tensor cell)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        _width = hidden.shape[2];
        var weights = lstm.parameters().Select(InputForgetOutputCell).ToList();                           // W_ih, W_hh, b_ih, b_hh
        var (ofInput, ofHidden) = (weights[0].t(), weights[1].t());
        var width = pieces.shape[1];
        _ofPieces = pieces.matmul(ofInput.slice(0, 0, width, 1)).add_(weights[2] + weights[3]).MoveToOuterDisposeScope();
        _ofCodes = codes.matmul(ofInput.slice(0, width, ofInput.shape[0], 1)).MoveToOuterDisposeScope();
        _ofHidden = ofHidden.contiguous().MoveToOuterDisposeScope();
        _hidden = hidden.squeeze(0).clone().MoveToOuterDisposeScope();
        _cell = cell.squeeze(0).clone().MoveToOuterDisposeScope();
    }

    /// <summary>Reads a piece of each text; returns the states after it, <c>[N, H]</c>, which the next call overwrites.</summary>
    /// <param name="pieces"><c>[N]</c> int64.</param>
    internal Tensor Read(Tensor pieces)
    {
        using var scope = NewDisposeScope();
        var gates = _ofPieces.index_select(0, pieces).add_(_ofCodes).addmm_(_hidden, _ofHidden, 1, 1);    // [N, 4H]: i, f, o, g
        var open = gates.narrow(1, 0, 3 * _width).sigmoid_();
        var said = gates.narrow(1, 3 * _width, _width).tanh_();
        _cell.mul_(open.narrow(1, _width, _width)).addcmul_(open.narrow(1, 0, _width), said, 1);
        _hidden.copy_(_cell).tanh_().mul_(open.narrow(1, 2 * _width, _width));
        return _hidden;
    }

    // PyTorch keeps the gates as i, f, g, o; the three that are sigmoids go together here.
    private static Tensor InputForgetOutputCell(Tensor parameter)
    {
        var gates = parameter.chunk(4, 0);
        return cat([gates[0], gates[1], gates[3], gates[2]], 0);
    }
}
