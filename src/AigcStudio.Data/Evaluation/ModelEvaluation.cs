using AigcStudio.Data.Models;

namespace AigcStudio.Data.Evaluation;

/// <summary>One measuring of one model. Who may see it is who may see the model.</summary>
public sealed class ModelEvaluation
{
    public Guid Id { get; init; }

    public Guid ModelId { get; init; }

    public Model? Model { get; init; }

    public Guid OwnerId { get; init; }

    /// <summary>Examples to draw, at most.</summary>
    public int Count { get; init; }

    public int Seed { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until there is a report.</summary>
    public DateTimeOffset? MeasuredAt { get; set; }

    /// <summary>An <see cref="Core.Evaluation.EvaluationReport"/> as JSON; null until it is measured.</summary>
    public string? Report { get; set; }

    /// <summary>Of the report's ruler: figures of two rulers are not compared.</summary>
    public string? RulerHash { get; set; }

    /// <summary>The nearest pairs, raw in the model's form: what was drawn, then what it is nearest to.</summary>
    public string? PairsBlobHash { get; set; }
}
