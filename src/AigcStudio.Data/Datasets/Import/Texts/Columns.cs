using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>Which columns of a table, or fields of JSON lines, hold what.</summary>
/// <param name="Text">Place of the text, or of the question.</param>
/// <param name="Label">Place of the label, -1 for none.</param>
/// <param name="Reply">Place of the reply, -1 for none.</param>
internal sealed record Columns(int Text, int Label, int Reply)
{
    /// <summary>Of a table, and fields of a JSON object.</summary>
    public const int Most = 1_000;

    private static readonly string[] Texts = ["text", "question", "caption", "content", "body", "sentence", "message", "prompt", "title", "slogan", "input", "文本", "问题", "内容"];
    private static readonly string[] Labels = ["label", "labels", "category", "class", "intent", "tag", "topic", "kind", "sentiment", "标签", "类别"];
    private static readonly string[] Replies = ["reply", "answer", "response", "output", "completion", "回复", "回答", "答案"];

    /// <summary>The columns that a person chose.</summary>
    /// <exception cref="ImportException"><c>import.text.noColumn</c> with the missing name and those that are there.</exception>
    public static Columns Chosen(TextReading reading, IReadOnlyList<string> names) =>
        new(Find(reading.Text ?? names[0], names), Optional(reading.Label, names), Optional(reading.Reply, names));

    /// <summary>Columns by the usual names; a text without one is the column with the most characters in the first rows.</summary>
    public static Columns Guessed(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var label = Named(names, Labels);
        var reply = Named(names, Replies);
        var text = Named(names, Texts);
        if (text < 0)
        {
            text = Enumerable.Range(0, names.Count)
                .Where(c => c != label && c != reply)
                .OrderByDescending(c => rows.Sum(r => c < r.Count ? r[c].Length : 0))
                .FirstOrDefault();
        }

        return new Columns(text, label == text ? -1 : label, reply == text ? -1 : reply);
    }

    /// <summary>The same as a choice that a person can change.</summary>
    public TextReading ToReading(IReadOnlyList<string> names, bool header) =>
        new(TextCut.Lines, names[Text], Label < 0 ? null : names[Label], Reply < 0 ? null : names[Reply], header);

    public TextPiece Pick(long place, Func<int, string?> value) =>
        new(place, value(Text) ?? "", Label < 0 ? null : value(Label), Reply < 0 ? null : value(Reply) ?? "");

    private static int Named(IReadOnlyList<string> names, string[] usual) =>
        usual.Select(u => IndexOf(names, u)).FirstOrDefault(i => i >= 0, -1);

    private static int Optional(string? wanted, IReadOnlyList<string> names) => wanted is null ? -1 : Find(wanted, names);

    private static int Find(string wanted, IReadOnlyList<string> names) =>
        IndexOf(names, wanted) is var at and >= 0 ? at : throw new ImportException("import.text.noColumn", wanted, string.Join(", ", names.Take(20)));

    private static int IndexOf(IReadOnlyList<string> names, string wanted)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i].Trim(), wanted, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
