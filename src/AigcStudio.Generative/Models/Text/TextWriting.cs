using System.Text;
using AigcStudio.Generative.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>Writes the texts of a chunk side by side, piece after piece, until each has ended or is full.</summary>
internal static class TextWriting
{
    /// <param name="prefix">What every text begins with, kept letter by letter.</param>
    /// <param name="prefixTokens">The same as the model reads it.</param>
    /// <param name="points">The chances of each text; as many as the chunk has rows.</param>
    /// <param name="needed">Rows that are wanted; the others only fill the chunk.</param>
    /// <param name="maxBytes">Of UTF-8 in a text.</param>
    /// <param name="next">From the last pieces <c>[N]</c> int64 to the logits of the next ones <c>[N, V]</c>; remembers what went before.</param>
    /// <returns>The texts that were needed.</returns>
    internal static IReadOnlyList<string> Write(
        Vocabulary vocabulary, TokenChoice choice, string prefix, IReadOnlyList<int> prefixTokens, SplitMix[] points, int needed, int maxBytes,
        Func<Tensor, Tensor> next, CancellationToken cancel)
    {
        using var unwatched = no_grad();
        var rows = new Row[points.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new Row(prefix, maxBytes, isEnded: i >= needed);
        }

        var last = new long[rows.Length];
        int[] heard = [Vocabulary.Start, .. prefixTokens];
        for (var at = 0; rows.Any(r => !r.IsEnded); at++)
        {
            cancel.ThrowIfCancellationRequested();
            if (at < heard.Length)
            {
                Array.Fill(last, heard[at]);
            }

            using var scope = NewDisposeScope();
            var logits = next(tensor(last));
            if (at >= heard.Length - 1)
            {
                Choose(vocabulary, choice, choice.Shares(logits), rows, points, last);
            }
        }

        return [.. rows.Take(needed).Select(r => r.Text)];
    }

    private static void Choose(Vocabulary vocabulary, TokenChoice choice, Tensor shares, Row[] rows, SplitMix[] points, long[] last)
    {
        var values = shares.data<float>().ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            if (!rows[i].IsEnded)
            {
                var piece = choice.Pick(values.AsSpan(i * vocabulary.Size, vocabulary.Size), points[i].Uniform());
                rows[i].Add(vocabulary.PieceOf(piece), isEnd: piece == Vocabulary.End);
                last[i] = piece;
            }
        }
    }

    private sealed class Row(string prefix, int maxBytes, bool isEnded)
    {
        private readonly StringBuilder _text = new(prefix);
        private int _left = maxBytes - Encoding.UTF8.GetByteCount(prefix);

        internal bool IsEnded { get; private set; } = isEnded;

        internal string Text => _text.ToString();

        // A piece that no longer fits ends the text before it, whole.
        internal void Add(string piece, bool isEnd)
        {
            var bytes = Encoding.UTF8.GetByteCount(piece);
            IsEnded = isEnd || bytes > _left;
            if (!IsEnded)
            {
                _left -= bytes;
                _text.Append(piece);
            }
        }
    }
}
