namespace AigcStudio.Core.Reviews;

/// <summary>How values of raters are held against each other.</summary>
public enum AgreementScale
{
    /// <summary>Equal or not.</summary>
    Nominal,

    /// <summary>Ranked: two ranks differ by how many values stand between them.</summary>
    Ordinal,
}
