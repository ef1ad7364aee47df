using AigcStudio.Core.Campaigns.Sets;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary>A mood while somebody writes it.</summary>
public sealed class MoodDraft
{
    private static readonly char[] Commas = [',', ';', '，', '、', '；'];

    public string Name { get; set; } = "";

    /// <summary>With commas between.</summary>
    public string Tags { get; set; } = "";

    public Mood Mood => new(Name, Tags.Split(Commas, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public static MoodDraft Of(Mood mood) => new() { Name = mood.Name, Tags = string.Join(", ", mood.Tags) };

    /// <summary>The tags with one more label each: a browser offers what begins like what is written.</summary>
    /// <param name="labels">Of models.</param>
    public IEnumerable<string> Next(IReadOnlyList<string> labels)
    {
        var end = Tags.LastIndexOfAny(Commas);
        var written = end < 0 ? "" : $"{Tags[..(end + 1)]} ";
        var known = new MoodDraft { Tags = written }.Mood.Tags;
        return labels.Except(known, StringComparer.OrdinalIgnoreCase).Select(label => written + label);
    }
}
