namespace AigcStudio.Core.Evaluation;

/// <summary>
/// <c>evaluation.tooFewItems(least, items)</c>: there are not items enough to compare with; <c>evaluation.noPack</c>: the data are gone.
/// </summary>
public sealed class EvaluationException(string code, params object[] arguments) : StudioException(code, arguments);
