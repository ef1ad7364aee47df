using System.Text.Json;
using System.Text.Json.Serialization;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets;

/// <summary>Where a plain text ends and the next begins.</summary>
public enum TextCut
{
    /// <summary>Each line is a text.</summary>
    Lines,

    /// <summary>Blank lines stand between texts.</summary>
    Paragraphs,

    /// <summary>The file is one text.</summary>
    Whole,
}

/// <summary>How a file of texts is cut into items, as a person chose it; without a choice the file's kind and its columns suggest one.</summary>
/// <param name="Cut">Of plain texts.</param>
/// <param name="Text">Of tables and JSON lines: the column or field that holds the text, or the question of a pair.</param>
/// <param name="Label">The column or field that holds the label; null for none.</param>
/// <param name="Reply">The column or field that holds the reply; null where there are no pairs.</param>
/// <param name="Header">Of tables: true where the first row names the columns; else they are called 1, 2, 3 ...</param>
public sealed record TextReading(TextCut Cut, string? Text, string? Label, string? Reply, bool Header = true)
{
    private const int MaxColumnLength = 200;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>As <see cref="DatasetFile.Reading"/> stores it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="ImportException"><c>import.text.badReading</c>.</exception>
    public static TextReading? FromJson(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<TextReading>(json, Options);
        }
        catch (JsonException)
        {
            throw new ImportException("import.text.badReading");
        }
    }

    /// <exception cref="ImportException"><c>import.text.badReading</c>: a column is named twice or too long.</exception>
    public TextReading Checked()
    {
        var columns = new[] { Text, Label, Reply }.OfType<string>().ToList();
        return columns.Distinct().Count() < columns.Count || columns.Any(c => c.Length is 0 or > MaxColumnLength) || !Enum.IsDefined(Cut)
            ? throw new ImportException("import.text.badReading")
            : this;
    }
}
