using AigcStudio.Core.Datasets;
using MudBlazor;

namespace AigcStudio.Web.Datasets;

/// <summary>How pictures, texts and sounds are called and drawn on the pages of datasets.</summary>
internal static class KindWords
{
    public static IReadOnlyList<Modality> All { get; } = [Modality.Image, Modality.Text, Modality.Audio];

    /// <summary>The code of a sentence that differs by kind: plain for pictures, with <c>.text</c> or <c>.audio</c> otherwise.</summary>
    public static string Of(this Modality kind, string code) => kind switch
    {
        Modality.Text => code + ".text",
        Modality.Audio => code + ".audio",
        _ => code,
    };

    public static string Icon(this Modality kind) => kind switch
    {
        Modality.Text => Icons.Material.Outlined.Notes,
        Modality.Audio => Icons.Material.Outlined.GraphicEq,
        _ => Icons.Material.Outlined.PhotoLibrary,
    };

    /// <summary>What a browser offers first when files are chosen; others are told from these by the import.</summary>
    public static string Accept(this Modality kind) => kind switch
    {
        Modality.Text => ".txt,.md,.csv,.tsv,.jsonl,.ndjson,.zip",
        Modality.Audio => ".wav,.mp3,.flac,.ogg,.m4a,.zip",
        _ => "",
    };
}
