using System.Text.Json;
using System.Text.Json.Serialization;

namespace AigcStudio.Data.Datasets;

/// <summary>What a sound's label is taken from.</summary>
public enum SoundLabels
{
    /// <summary>The folder that directly holds the file.</summary>
    Folder,

    /// <summary>The part of the file's name before the first <c>_</c>, <c>-</c> or space: <c>yes</c> of <c>yes_03.wav</c>, <c>7</c> of <c>7_anna_12.wav</c>.</summary>
    FirstWord,

    /// <summary>Nothing: sounds have no labels.</summary>
    None,
}

/// <summary>How a file of sounds is labelled, as a person chose it.</summary>
public sealed record SoundReading(SoundLabels Labels)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>As <see cref="DatasetFile.Reading"/> stores it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Folders, unless something else was chosen.</summary>
    public static SoundReading FromJson(string? json) =>
        (json is null ? null : JsonSerializer.Deserialize<SoundReading>(json, Options)) ?? new SoundReading(SoundLabels.Folder);

    /// <summary>The label of a file by its clean name; null for none.</summary>
    public string? LabelOf(string name) => Labels switch
    {
        SoundLabels.Folder => Import.EntryName.LabelOf(name),
        SoundLabels.FirstWord => FirstWord(name),
        _ => null,
    };

    private static string? FirstWord(string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        var end = file.IndexOfAny(['_', '-', ' ', '.']);
        return end > 0 ? file[..end] : null;
    }
}
