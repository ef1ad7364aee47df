using System.Text;
using System.Text.RegularExpressions;

namespace AigcStudio.Web.Gallery.Compare;

public enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>Words in a row that fared alike.</summary>
public sealed record DiffPiece(DiffKind Kind, string Text);

/// <summary>
/// What has to be taken out of a text and put into it to make another, in the fewest words: the greedy search from both ends
/// that meets in the middle (Myers 1986, "An O(ND) difference algorithm and its variations", section 4b), in linear space.
/// A word is a run of letters and digits; of scripts without blanks between words each sign is one.
/// </summary>
public sealed partial class WordDiff
{
    private readonly List<string> _old;
    private readonly List<string> _new;
    private readonly bool[] _removed;
    private readonly bool[] _added;

    private WordDiff(string before, string after)
    {
        (_old, _new) = (Words(before), Words(after));
        (_removed, _added) = (new bool[_old.Count], new bool[_new.Count]);
        Compare(0, _old.Count, 0, _new.Count);
    }

    /// <summary>All pieces in reading order, what was removed before what was added.</summary>
    public static IReadOnlyList<DiffPiece> Of(string before, string after) => new WordDiff(before, after).Pieces();

    /// <summary>The same for a reader: words that changed in a row stand together, with the blanks between them.</summary>
    public static IReadOnlyList<DiffPiece> ForReading(IReadOnlyList<DiffPiece> pieces)
    {
        var told = new List<DiffPiece>();
        for (var i = 0; i < pieces.Count;)
        {
            var (removed, added) = (new StringBuilder(), new StringBuilder());
            for (; i < pieces.Count && (pieces[i].Kind != DiffKind.Same || (Any(removed, added) && IsBlankBetween(pieces, i))); i++)
            {
                removed.Append(pieces[i].Kind == DiffKind.Added ? "" : pieces[i].Text);
                added.Append(pieces[i].Kind == DiffKind.Removed ? "" : pieces[i].Text);
            }

            told.AddRange(new[] { new DiffPiece(DiffKind.Removed, removed.ToString()), new(DiffKind.Added, added.ToString()) }.Where(p => p.Text.Length > 0));
            if (i < pieces.Count)
            {
                told.Add(pieces[i++]);
            }
        }

        return told;
    }

    /// <summary>Words of some pieces, blanks and marks not counted.</summary>
    public static int CountOf(IEnumerable<DiffPiece> pieces, DiffKind kind) =>
        pieces.Where(p => p.Kind == kind).Sum(p => Words(p.Text).Count(w => char.IsLetterOrDigit(w[0])));

    internal static List<string> Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    // Han, kana and their full-width marks stand alone; then words with what joins them; then blanks; then any other sign.
    [GeneratedRegex(@"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*|\s+|[\ud800-\udbff][\udc00-\udfff]|.", RegexOptions.Singleline)]
    private static partial Regex Word();

    private void Compare(int oldFrom, int oldTo, int newFrom, int newTo)
    {
        while (oldFrom < oldTo && newFrom < newTo && _old[oldFrom] == _new[newFrom])
        {
            (oldFrom, newFrom) = (oldFrom + 1, newFrom + 1);
        }

        while (oldFrom < oldTo && newFrom < newTo && _old[oldTo - 1] == _new[newTo - 1])
        {
            (oldTo, newTo) = (oldTo - 1, newTo - 1);
        }

        if (oldFrom == oldTo || newFrom == newTo)
        {
            Array.Fill(_removed, true, oldFrom, oldTo - oldFrom);
            Array.Fill(_added, true, newFrom, newTo - newFrom);
            return;
        }

        var (x, y) = new Middle(_old, _new, oldFrom, oldTo, newFrom, newTo).Find();
        Compare(oldFrom, oldFrom + x, newFrom, newFrom + y);
        Compare(oldFrom + x, oldTo, newFrom + y, newTo);
    }

    private List<DiffPiece> Pieces()
    {
        var pieces = new List<DiffPiece>();
        for (int i = 0, j = 0; i < _old.Count || j < _new.Count;)
        {
            var (kind, word) = i < _old.Count && _removed[i] ? (DiffKind.Removed, _old[i++])
                : j < _new.Count && _added[j] ? (DiffKind.Added, _new[j++])
                : (DiffKind.Same, Same(ref i, ref j));
            if (pieces.Count > 0 && pieces[^1].Kind == kind)
            {
                pieces[^1] = new DiffPiece(kind, pieces[^1].Text + word);
            }
            else
            {
                pieces.Add(new DiffPiece(kind, word));
            }
        }

        return pieces;
    }

    private static bool Any(StringBuilder removed, StringBuilder added) => removed.Length + added.Length > 0;

    private static bool IsBlankBetween(IReadOnlyList<DiffPiece> pieces, int i) =>
        i + 1 < pieces.Count && pieces[i + 1].Kind != DiffKind.Same && string.IsNullOrWhiteSpace(pieces[i].Text);

    private string Same(ref int i, ref int j)
    {
        j++;
        return _old[i++];
    }

    /// <summary>The furthest paths from the start and from the end of two stretches that differ in their first and last words.</summary>
    private sealed class Middle(List<string> old, List<string> young, int oldFrom, int oldTo, int newFrom, int newTo)
    {
        private readonly int _width = oldTo - oldFrom;
        private readonly int _height = newTo - newFrom;
        private readonly int[] _ahead = new int[oldTo - oldFrom + newTo - newFrom + 3];
        private readonly int[] _back = new int[oldTo - oldFrom + newTo - newFrom + 3];

        /// <summary>A point of a shortest path about halfway, as words from the start of both stretches.</summary>
        public (int X, int Y) Find()
        {
            var odd = ((_width - _height) & 1) != 0;
            for (var steps = 0; ; steps++)
            {
                for (var k = Lowest(steps); k <= Highest(steps); k += 2)
                {
                    var x = Go(_ahead, k, steps, (i, j) => old[oldFrom + i] == young[newFrom + j]);
                    if (odd && Met(_width - _height - k, steps - 1, _back, x))
                    {
                        return (x, x - k);
                    }
                }

                for (var k = Lowest(steps); k <= Highest(steps); k += 2)
                {
                    var x = Go(_back, k, steps, (i, j) => old[oldTo - 1 - i] == young[newTo - 1 - j]);
                    if (!odd && Met(_width - _height - k, steps, _ahead, x))
                    {
                        return (_width - x, _height - (x - k));
                    }
                }
            }
        }

        // Diagonals beyond the edges hold no path.
        private int Lowest(int steps) => -steps + (2 * Math.Max(0, steps - _height));

        private int Highest(int steps) => steps - (2 * Math.Max(0, steps - _width));

        private int At(int k) => k + _height + 1;

        private bool Met(int other, int steps, int[] others, int x) =>
            other >= Lowest(steps) && other <= Highest(steps) && x + others[At(other)] >= _width;

        private int Go(int[] furthest, int k, int steps, Func<int, int, bool> same)
        {
            var down = k == -steps || (k != steps && furthest[At(k - 1)] < furthest[At(k + 1)]);
            var x = steps == 0 ? 0 : down ? furthest[At(k + 1)] : furthest[At(k - 1)] + 1;
            while (x < _width && x - k < _height && same(x, x - k))
            {
                x++;
            }

            return furthest[At(k)] = x;
        }
    }
}
