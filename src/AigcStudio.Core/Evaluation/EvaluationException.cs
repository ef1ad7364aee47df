namespace AigcStudio.Core.Evaluation;

/// <summary>
/// <c>evaluation.tooFewItems(least, items)</c>: there are not items enough to compare with;
/// <c>evaluation.tooFewHeldOut(least, items)</c>: there are not held-out originals enough to try an enlarger on; <c>evaluation.noPack</c>: the data are gone;
/// <c>evaluation.packDamaged</c>: they cannot be read; <c>evaluation.otherForm(examples, items)</c>: the model learned from another form;
/// <c>evaluation.inceptionGone(path)</c>, <c>evaluation.inceptionOther(stated, found)</c>, <c>evaluation.inceptionUnreadable(reason)</c>,
/// <c>evaluation.inceptionAnswers(reason)</c>: the file for FID is not there, has another hash, is no TorchScript, answers something else.
/// </summary>
public sealed class EvaluationException(string code, params object[] arguments) : StudioException(code, arguments);
