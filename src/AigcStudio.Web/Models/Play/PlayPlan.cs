using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Models.Play;

/// <summary>How a kind is laid out: many pictures are seen at a glance, few texts are read, few sounds are heard.</summary>
/// <param name="Tiles">On a sheet.</param>
/// <param name="PerSecond">Examples of a walk in one second of the way from pin to pin: the frames of a clip, or texts and sounds in a row.</param>
public sealed record PlayPlan(int Tiles, int Columns, int PerSecond)
{
    private static readonly PlayPlan Pictures = new(64, 8, 24);
    private static readonly PlayPlan Others = new(12, 3, 2);

    public static PlayPlan Of(Modality kind) => kind == Modality.Image ? Pictures : Others;
}
