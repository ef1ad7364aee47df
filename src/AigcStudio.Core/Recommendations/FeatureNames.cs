using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Recommendations;

/// <summary>What is measured of an artifact, kind by kind: the names stand in the order of the vector's places.</summary>
public static class FeatureNames
{
    /// <summary>Raise it when a measure changes: vectors of another version are measured anew.</summary>
    public const int Version = 1;

    /// <summary>Places of a text's vector that hold its hashed words; they share the name <see cref="Wording"/>, because no single one can be put in words.</summary>
    public const int WordPlaces = 32;

    public const string Wording = "text.wording";

    public const string Label = "label";

    public const string Model = "model";

    public const string Age = "age";

    private static readonly string[] Pictures =
    [
        "image.bright", "image.contrast", "image.colourful", "image.warm", "image.red", "image.yellow", "image.green", "image.cyan",
        "image.blue", "image.purple", "image.edges", "image.symmetric",
    ];

    private static readonly string[] Texts =
    [
        "text.length", "text.words", "text.exclaims", "text.asks", "text.distinct", .. Enumerable.Repeat(Wording, WordPlaces),
    ];

    private static readonly string[] Sounds = ["audio.loud", "audio.bright", "audio.onsets", "audio.silent", "audio.length", "audio.dynamic"];

    /// <summary>One name for each place of a vector of that kind.</summary>
    public static IReadOnlyList<string> Of(Modality kind) => kind switch
    {
        Modality.Text => Texts,
        Modality.Audio => Sounds,
        _ => Pictures,
    };
}
