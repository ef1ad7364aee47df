using System.Text.Json.Serialization;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Campaigns;

/// <summary>Where an artifact of a pack comes from, as its manifest says it.</summary>
/// <param name="Enlarged">By which model it was made larger for the ad; left out where it was not.</param>
internal sealed record AdLineage(
    Guid Id,
    Guid RunId,
    Guid? ModelId,
    int Step,
    int Seed,
    int Index,
    string? Label,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AdLineage.Enlarging? Enlarged = null)
{
    public static AdLineage Of(ArtifactTile tile) => new(tile.Id, tile.RunId, tile.ModelId, tile.Step, tile.Seed, tile.Index, tile.Label, tile.CreatedAt);

    /// <summary>Made larger by a model that was trained to.</summary>
    /// <param name="Width">Since then, px.</param>
    /// <param name="Height">Since then, px.</param>
    internal sealed record Enlarging(Guid ModelId, string Model, int Width, int Height);
}
