using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Runs.Health;

namespace AigcStudio.Generative.Runs;

/// <summary>Keeps what a run is judged by, and says the judgement when it changes.</summary>
internal sealed class RunHealth
{
    private readonly ILearner _learner;
    private readonly int _steps;
    private readonly RunReport _report;
    private readonly ExampleForm _form;
    private readonly SeriesMemory _memory = new();
    private readonly double _realSpread;
    private readonly SampleFacts? _real;
    private double? _spread;
    private SampleFacts? _samples;
    private string? _said;

    /// <param name="real">Real examples, one after another.</param>
    public RunHealth(ILearner learner, int steps, RunReport report, byte[] real, ExampleForm form)
    {
        (_learner, _steps, _report, _form) = (learner, steps, report, form);
        (_realSpread, _real) = (SampleSpread.Of(real, form), SampleFacts.Of(real, form));
    }

    public void Remember(IReadOnlyDictionary<string, double> point, IReadOnlyDictionary<string, double> firsts) => _memory.Remember(point, firsts);

    /// <summary>Takes the latest samples; those of another form than the store's are not compared with it: a reply is no pair.</summary>
    public void Look(ReadOnlySpan<byte> samples, ExampleForm form)
    {
        var alike = form == _form;
        _spread = alike && _realSpread > 0 ? SampleSpread.Of(samples, form) / _realSpread : null;
        _samples = alike ? SampleFacts.Of(samples, form) : null;
    }

    public void Judge(int step)
    {
        var means = _memory.Means;
        var evidence = new HealthEvidence(step, _steps, means, _spread) { Tracks = _memory.Tracks, Real = _real, Samples = _samples };
        Say(step, means.Count == 0 ? HealthFinding.StartingUp : _learner.Judge(evidence));
    }

    public void Say(int step, HealthFinding finding)
    {
        if (_said != finding.Sentence.Code)
        {
            _said = finding.Sentence.Code;
            _report.Send(new HealthJudged(step, finding.Sentence, finding.Worry) { Act = finding.Act });
        }
    }
}
