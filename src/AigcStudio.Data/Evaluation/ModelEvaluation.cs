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

    /// <summary>The report's <see cref="Core.Evaluation.EvaluationReport.Yardstick"/>: figures by two are not compared.</summary>
    public string? RulerHash { get; set; }

    /// <summary>The nearest pairs in the model's form: what was drawn, then what it is nearest to; of an enlarger, what its report shows of held-out originals.</summary>
    public string? PairsBlobHash { get; set; }
}
