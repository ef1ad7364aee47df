using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Runs;

/// <summary>The samples of one step: the same seeds in the same places at every step.</summary>
/// <param name="Url">Checked; a picture <paramref name="Columns"/> tiles wide, a JSON array of texts, or a WAV.</param>
/// <param name="Count">Samples in it.</param>
public sealed record SampleSheet(int Step, string Url, int Count, int Columns)
{
    public Modality Kind { get; init; }

    /// <summary>After the samples so many held-out examples, and then the same as the model made them again.</summary>
    public int Echoes { get; init; }

    public int Total => Count + (2 * Echoes);

    public int Rows => Columns == 0 ? 0 : (Total + Columns - 1) / Columns;

    /// <summary>Of <see cref="Rows"/>, those of the samples.</summary>
    public int SampleRows => Columns == 0 ? 0 : (Count + Columns - 1) / Columns;

    /// <summary>What the samples of a form are.</summary>
    public static Modality KindOf(ExampleForm form) => form switch
    {
        ImageForm => Modality.Image,
        AudioForm => Modality.Audio,
        _ => Modality.Text,
    };
}
