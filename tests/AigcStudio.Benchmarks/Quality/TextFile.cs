using System.Text;
using AigcStudio.Benchmarks.Seeds;
using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Gallery;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// A file of texts as a store, every tenth held out (of pairs every seventh: 60 of the demo's 432 letters and one more): a CSV with columns <c>question,reply</c> or <c>text,label</c>, or any other text, cut at line
/// ends into pieces of whole lines of at most 128 bytes.
/// </summary>
internal sealed class TextFile : IExampleStore
{
    private const int TextsPerHeldOut = 10;
    private const int PairsPerHeldOut = 7;
    private const int PieceBytes = 128;

    private readonly List<(string Text, string Reply, string Label)> _items;
    private readonly int _itemsPerHeldOut;
    private ExampleForm? _form;

    private TextFile(List<(string Text, string Reply, string Label)> items)
    {
        _items = items;
        _itemsPerHeldOut = Summary.Pairs ? PairsPerHeldOut : TextsPerHeldOut;
        Labels = [.. items.Select(i => i.Label).Where(l => l.Length > 0).Distinct().Order(StringComparer.Ordinal)];
    }

    public ExampleForm Form => _form ?? throw new InvalidOperationException("The form has not been chosen.");

    public int Count => _items.Count;

    public IReadOnlyList<string> Labels { get; }

    internal DatasetSummary Summary => new(Modality.Text, Count, Labels, 0, 0, false)
    {
        TypicalBytes = Typical(_items.Select(i => i.Text)),
        TypicalReplyBytes = Typical(_items.Select(i => i.Reply)),
    };

    internal static TextFile Read(string path)
    {
        if (!path.EndsWith(".csv", StringComparison.Ordinal))
        {
            return new TextFile([.. Pieces(path).Select(p => (p, "", ""))]);
        }

        var rows = Csv.Read(path).ToList();
        return rows[0][0] == "question"
            ? new TextFile([.. rows.Skip(1).Select(r => (r[0], r[1], r[2]))])
            : new TextFile([.. rows.Skip(1).Select(r => (r[0], "", r[1]))]);
    }

    internal TextFile In(ExampleForm form)
    {
        _form = form;
        return this;
    }

    internal (string Text, string Reply, string Label) this[int index] => _items[index];

    /// <summary>Indices of the items that are held out, or of those that are not.</summary>
    internal IReadOnlyList<int> Items(bool heldOut) => [.. Enumerable.Range(0, Count).Where(i => IsHeldOut(i) == heldOut)];

    public int LabelOf(int index) => Labels.ToList().IndexOf(_items[index].Label);

    public bool IsHeldOut(int index) => index % _itemsPerHeldOut == _itemsPerHeldOut - 1;

    public void CopyTo(int index, Span<byte> destination)
    {
        var questionBytes = (Form as PairForm)?.QuestionBytes ?? destination.Length;
        TextBytes.Write(_items[index].Text, destination[..questionBytes]);
        TextBytes.Write(_items[index].Reply, destination[questionBytes..]);
    }

    private static int Typical(IEnumerable<string> texts) => texts.Select(Encoding.UTF8.GetByteCount).Order().ElementAt((int)(0.95 * (texts.Count() - 1)));

    private static IEnumerable<string> Pieces(string path)
    {
        var piece = "";
        foreach (var line in File.ReadLines(path))
        {
            if (Encoding.UTF8.GetByteCount(piece) + Encoding.UTF8.GetByteCount(line) + 1 > PieceBytes)
            {
                yield return piece;
                piece = "";
            }

            piece += piece.Length == 0 ? line : "\n" + line;
        }

        yield return piece;
    }
}
