using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets.Import.Texts;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>Applies an edit to the items of the version before; nothing is decoded again.</summary>
internal sealed class Editing(VersionEdit edit, ImportCaps caps)
{
    private readonly Dictionary<string, string> _labels = ByName(edit.Labels ?? new Dictionary<string, string>());

    /// <summary>Puts the edited items into the ledger; one that became empty or too long is refused in words.</summary>
    /// <exception cref="ImportException"><c>import.text.tooMuch</c>.</exception>
    public void Apply(IReadOnlyList<Kept> items, ImportLedger ledger)
    {
        var characters = 0L;
        var edited = new List<Kept>(items.Count);
        foreach (var item in items)
        {
            var after = Apply(item);
            characters += (after.Text?.Length ?? 0) + (after.Reply?.Length ?? 0);
            if (characters > caps.MaxTextTotal)
            {
                throw new ImportException("import.text.tooMuch", caps.MaxTextTotal >> 20);
            }

            if (after.Text is "" || after.Reply is "")
            {
                ledger.Refuse(item.Name, "datasets.edit.becameEmpty");
            }
            else if (Math.Max(after.Text?.Length ?? 0, after.Reply?.Length ?? 0) is var longest && longest > caps.MaxTextCharacters)
            {
                ledger.Refuse(item.Name, "import.text.tooLong", longest, caps.MaxTextCharacters);
            }
            else
            {
                edited.Add(after);
            }
        }

        ledger.Keep(edited);
    }

    public Kept Apply(Kept item)
    {
        var label = Replace(Rename(item.Label), EditedPart.Labels) is { Length: > 0 } named && named.Length <= caps.MaxTextCharacters ? Short(CleanText.OfLine(named)) : null;
        if (item.Text is null)
        {
            return item with { Label = label };
        }

        var text = Replace(item.Text, EditedPart.Texts)!;
        var reply = Replace(item.Reply, EditedPart.Replies);
        return text == item.Text && reply == item.Reply
            ? item with { Label = label }
            : KeptText.Of(item.Sequence, item.Name, label, CleanText.Of(text, out _), reply is null ? null : CleanText.Of(reply, out _))
                with
            { WasHeldOut = item.WasHeldOut, ArtifactId = item.ArtifactId, DrawnByRunId = item.DrawnByRunId };
    }

    private static string? Short(string label) => label.Length is > 0 and <= TextIntake.MaxLabelLength ? label : null;

    // Labels that differ in case are one; the last name counts.
    private static Dictionary<string, string> ByName(IReadOnlyDictionary<string, string> labels)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (label, name) in labels)
        {
            names[label] = name;
        }

        return names;
    }

    private string? Rename(string? label) => label is not null && _labels.TryGetValue(label, out var name) ? name : label;

    private string? Replace(string? text, EditedPart part)
    {
        foreach (var change in edit.Replacements ?? [])
        {
            // A text that has grown beyond the cap is refused as it is: fifty times two hundred letters for one would fill any memory.
            if (change.In == part && text is { Length: > 0 } && text.Length <= caps.MaxTextCharacters)
            {
                text = text.Replace(change.Find, change.With, change.MatchCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
            }
        }

        return text;
    }
}
