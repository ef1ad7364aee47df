namespace AigcStudio.Data.Recommendations;

/// <summary>"Not this": an artifact that a person wants no longer recommended. It says something of their taste too.</summary>
public sealed class HiddenRecommendation
{
    public Guid PersonId { get; init; }

    public Guid ArtifactId { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>From when on a person's ratings make their taste; no row where all of them do.</summary>
public sealed class TasteStart
{
    public Guid PersonId { get; init; }

    public DateTimeOffset Since { get; set; }
}
