using System.Text;
using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>Judges texts for a person who is about to train on them.</summary>
internal static class TextHealth
{
    /// <summary>Shorter texts than this carry little to learn from.</summary>
    private const int Short = 3;

    /// <summary>Longer texts than this are cut by most families.</summary>
    private const int Long = 1_000;

    public static TextFigures Measure(IReadOnlyList<Kept> items)
    {
        var lengths = items.Select(i => i.Text!.Length).ToList();
        return new TextFigures(
            lengths.Sum(l => (long)l) + items.Sum(i => (long)(i.Reply?.Length ?? 0)),
            lengths.DefaultIfEmpty().Min(),
            Medians.At(lengths),
            lengths.DefaultIfEmpty().Max(),
            Census(items).Count,
            items.Count(i => i.Reply is not null),
            Medians.At(items.Where(i => i.Reply is not null).Select(i => i.Reply!.Length)));
    }

    public static IEnumerable<Said> Find(IReadOnlyList<Kept> items)
    {
        var shorts = items.Count(i => i.Text!.Length < Short);
        if (shorts * 20 >= items.Count && shorts > 0)
        {
            yield return Said.Of("findings.text.short", shorts, Short);
        }

        var longs = items.Count(i => Math.Max(i.Text!.Length, i.Reply?.Length ?? 0) > Long);
        if (longs * 20 >= items.Count && longs > 0)
        {
            yield return Said.Of("findings.text.long", longs, items.Count, Long);
        }

        var census = Census(items);
        if (Scripts(census) is { Count: > 1 } scripts)
        {
            yield return Said.Of("findings.text.mixedScripts", string.Join(", ", scripts));
        }

        var rare = census.Where(c => c.Value == 1).Select(c => c.Key).ToList();
        if (rare.Count > 0 && items.Count > 1)
        {
            yield return Said.Of("findings.text.rareCharacters", rare.Count, string.Join(' ', rare.Order().Take(20)));
        }
    }

    /// <summary>How often each character occurs, blanks left out.</summary>
    private static Dictionary<Rune, long> Census(IReadOnlyList<Kept> items)
    {
        var census = new Dictionary<Rune, long>();
        foreach (var rune in items.SelectMany(i => Runes(i.Text).Concat(Runes(i.Reply))).Where(r => !Rune.IsWhiteSpace(r)))
        {
            census[rune] = census.GetValueOrDefault(rune) + 1;
        }

        return census;
    }

    private static IEnumerable<Rune> Runes(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            yield return rune;
        }
    }

    /// <summary>Scripts that make up at least a twentieth of all letters, the most frequent first.</summary>
    private static List<string> Scripts(Dictionary<Rune, long> census)
    {
        var letters = census.Where(c => Rune.IsLetter(c.Key)).Select(c => (Script: ScriptOf(c.Key.Value), Count: c.Value)).ToList();
        var total = letters.Sum(l => l.Count);
        return [.. letters.GroupBy(l => l.Script, l => l.Count).Where(g => g.Key.Length > 0 && g.Sum() * 20 >= total).OrderByDescending(g => g.Sum()).Select(g => g.Key)];
    }

    /// <summary>By the blocks of the Unicode standard in which nearly all texts are written; empty for other ones.</summary>
    private static string ScriptOf(int letter) => letter switch
    {
        < 0x0250 or (>= 0x1E00 and < 0x1F00) => "Latin",
        >= 0x0370 and < 0x0400 => "Ελληνικά",
        >= 0x0400 and < 0x0530 => "Кириллица",
        >= 0x0590 and < 0x0600 => "עברית",
        >= 0x0600 and < 0x0780 => "العربية",
        >= 0x0900 and < 0x0980 => "देवनागरी",
        >= 0x0E00 and < 0x0E80 => "ไทย",
        >= 0x3040 and < 0x3100 => "かな",
        >= 0xAC00 and < 0xD7B0 => "한글",
        (>= 0x3400 and < 0xA000) or (>= 0x20000 and < 0x32000) => "汉字",
        _ => "",
    };
}
