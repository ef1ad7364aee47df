using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// The pieces of text that a model reads and writes, numbered from the most frequent down, after three marks. It lies in the learner's
/// state as code points, a zero after each piece, so that a checkpoint alone can draw.
/// </summary>
internal sealed class Vocabulary : IDisposable
{
    /// <summary>Mark after the last piece of a text; pads a batch too.</summary>
    internal const int End = 0;

    /// <summary>Mark before the first piece.</summary>
    internal const int Start = 1;

    /// <summary>Stands for every piece that is too rare to have a number.</summary>
    internal const int Unknown = 2;

    private const string StateName = "vocabulary";
    private const int Marks = 3;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, int> _inAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _pieces;
    private readonly Tensor _state;

    private Vocabulary(IEnumerable<string> pieces, Tensor state)
    {
        _pieces = ["", "", "", .. pieces];
        _state = state;
        for (var i = Marks; i < _pieces.Length; i++)
        {
            _numbers[_pieces[i]] = i;
            _inAnyCase.TryAdd(_pieces[i], i);
        }
    }

    /// <summary>Marks included.</summary>
    internal int Size => _pieces.Length;

    internal IEnumerable<NamedTensor> State => [new NamedTensor(StateName, _state)];

    /// <summary>The most frequent pieces, at most so many; pieces as frequent as each other by their code points.</summary>
    internal static Vocabulary Of(IEnumerable<(string Piece, int Count)> counted, int most)
    {
        string[] pieces = [.. counted.OrderByDescending(c => c.Count).ThenBy(c => c.Piece, StringComparer.Ordinal).Take(most).Select(c => c.Piece)];
        int[] codes = [.. pieces.SelectMany(p => p.EnumerateRunes().Select(r => r.Value).Append(0))];
        var state = empty([codes.Length], ScalarType.Int32).DetachFromDisposeScope();
        MemoryMarshal.AsBytes(codes.AsSpan()).CopyTo(state.bytes);
        return new Vocabulary(pieces, state);
    }

    /// <summary>The vocabulary of a checkpoint.</summary>
    /// <exception cref="CheckpointException"><c>checkpoint.doesNotFit(vocabulary)</c>: there is none.</exception>
    internal static Vocabulary Of(Checkpoint checkpoint)
    {
        var shape = checkpoint.Tensors.TryGetValue(StateName, out var saved) ? saved.shape : throw CheckpointException.DoesNotFit(StateName);
        var state = empty(shape, ScalarType.Int32).DetachFromDisposeScope();
        checkpoint.CopyTo([new NamedTensor(StateName, state)]);
        var pieces = new List<string>();
        var piece = new StringBuilder();
        foreach (var code in MemoryMarshal.Cast<byte, int>(state.bytes))
        {
            if (code == 0)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            else
            {
                piece.Append(Rune.IsValid(code) ? new Rune(code).ToString() : throw CheckpointException.DoesNotFit(StateName));
            }
        }

        return new Vocabulary(pieces, state);
    }

    internal bool Knows(string piece) => _numbers.ContainsKey(piece);

    internal int NumberOf(string piece) => _numbers.GetValueOrDefault(piece, Unknown);

    /// <summary>The number of the most frequent piece that differs in capitals at most.</summary>
    internal int NumberInAnyCase(string piece) => _inAnyCase.GetValueOrDefault(piece, Unknown);

    /// <summary>The piece of a number; empty for a mark.</summary>
    internal string PieceOf(int number) => _pieces[number];

    public void Dispose() => _state.Dispose();
}
