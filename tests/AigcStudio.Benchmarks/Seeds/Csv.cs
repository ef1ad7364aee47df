using System.Text;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>Rows as RFC 4180 has them, in UTF-8, with a line feed after each.</summary>
internal static class Csv
{
    internal static void Write(string path, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Field)).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }

    private static string Field(string value) => value.AsSpan().IndexOfAny(",\"\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The rows of a file as <see cref="Write"/> makes them, the first with the names of the columns.</summary>
    internal static IEnumerable<string[]> Read(string path)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in File.ReadAllText(path))
        {
            if (c == '"')
            {
                quoted = !quoted;
                _ = quoted && field.Length > 0 ? field.Append(c) : field;
            }
            else if (quoted || c is not (',' or '\n'))
            {
                field.Append(c);
            }
            else
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return [.. fields];
                    fields.Clear();
                }
            }
        }
    }
}
