using System.Text.Json;
using System.Text.Json.Serialization;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets;

/// <summary>What is changed from one version to the next: labels renamed or merged, then words replaced.</summary>
/// <param name="Labels">The new name by the old one; two old ones with one new name are merged, an empty name takes the label away.</param>
/// <param name="Replacements">One after another.</param>
public sealed record VersionEdit(IReadOnlyDictionary<string, string>? Labels, IReadOnlyList<TextReplacement>? Replacements)
{
    private const int MaxReplacements = 50;
    private const int MaxLength = 200;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>As a job carries it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null for the payload of an import that edits nothing.</summary>
    public static VersionEdit? FromJson(string payload) =>
        JsonSerializer.Deserialize<VersionEdit>(payload, Options) is { IsEmpty: false } edit ? edit : null;

    [JsonIgnore]
    public bool IsEmpty => (Labels?.Count ?? 0) + (Replacements?.Count ?? 0) == 0;

    /// <exception cref="ImportException"><c>datasets.edit.empty</c> or <c>datasets.edit.tooLong</c>.</exception>
    public VersionEdit Checked()
    {
        // From JSON anything may be null.
        if (IsEmpty || (Replacements ?? []).Any(r => r is not { Find.Length: > 0, With: not null }) || (Labels?.Values.Contains(null!) ?? false))
        {
            throw new ImportException("datasets.edit.empty");
        }

        var words = (Replacements ?? []).SelectMany(r => new[] { r.Find, r.With }).Concat(Labels?.Values ?? []);
        return Replacements?.Count > MaxReplacements || words.Any(w => w.Length > MaxLength)
            ? throw new ImportException("datasets.edit.tooLong", MaxLength)
            : this;
    }
}

/// <summary>Words that are replaced wherever they stand.</summary>
/// <param name="With">Empty to take them out.</param>
/// <param name="In">Where to look.</param>
public sealed record TextReplacement(string Find, string With, EditedPart In, bool MatchCase = false);

public enum EditedPart
{
    /// <summary>The texts; of pairs the questions.</summary>
    Texts,
    Replies,
    Labels,
}
