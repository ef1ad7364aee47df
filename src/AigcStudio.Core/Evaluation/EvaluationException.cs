namespace AigcStudio.Core.Evaluation;

/// <summary>
/// <c>evaluation.tooFewItems(least, items)</c>: there are not items enough to compare with; <c>evaluation.noPack</c>: the data are gone;
/// <c>evaluation.packDamaged</c>: they cannot be read; <c>evaluation.otherForm(examples, items)</c>: the model learned from another form.
/// </summary>
public sealed class EvaluationException(string code, params object[] arguments) : StudioException(code, arguments);
