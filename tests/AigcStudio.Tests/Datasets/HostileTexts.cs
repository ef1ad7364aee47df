using System.Text;

namespace AigcStudio.Tests.Datasets;

/// <summary>Files of texts made to harm, each with the reason for which it, or a line of it, must be refused.</summary>
internal static class HostileTexts
{
    public static IEnumerable<(string Name, byte[] Bytes, string? Code)> All()
    {
        const string Foreign = "import.text.notAText", Wide = "import.text.tooManyColumns", Line = "import.text.jsonLine";
        yield return ("zeros.txt", [.. "text"u8, 0, 0, 0, .. "text"u8], Foreign);
        yield return ("picture.txt", [0x89, .. "PNG\r\n"u8, 0x1A], Foreign);
        yield return ("paper.txt", Encoding.ASCII.GetBytes("%PDF-1.7"), Foreign);
        yield return ("half a pair.txt", [0xED, 0xA0, 0x80], "import.text.notUtf8");
        yield return ("half a pair of words.txt", [0xFF, 0xFE, 0x00, 0xD8, (byte)'a', 0], "import.text.notUtf16");
        yield return ("mark in the wrong order.txt", [0xFE, 0xFF, (byte)'a', 0, (byte)'b'], "import.text.notUtf16");
        yield return ("one line.txt", Archives.Text(new string('x', 3_000_000)), "import.text.tooLong");
        yield return ("columns.csv", Archives.Text(string.Concat(Enumerable.Repeat(new string(',', 1_000_000) + "\n", 8))), Wide);
        yield return ("quote.csv", Archives.Text("text\ngood of the table\n\"never closed\n"), "import.text.tableBroken");
        yield return ("fields.jsonl", Archives.Text($"{{\"text\":\"good of the lines\"}}\n{{{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"f{i}\":1"))}}}\n"), Line);
        yield return ("deep.jsonl", Archives.Text("{\"text\":\"good beside depth\"}\n" + new string('[', 100_000) + "\n"), Line);
        yield return ("escape.jsonl", Archives.Text("{\"text\":\"good beside escape\"}\n{\"text\":\"\\ud800\"}\n"), Line);
        yield return ("marks.txt", [0xEF, 0xBB, 0xBF, .. "good "u8, 0xEF, 0xBB, 0xBF, .. "with marks"u8], null);
        yield return ("formula.csv", Archives.Text("text\n\"=HYPERLINK(\"\"http://example.org\"\",\"\"good formula\"\")\"\n"), null);
        yield return ("script.txt", Archives.Text("good <script>alert(1)</script>\n"), null);
    }
}
