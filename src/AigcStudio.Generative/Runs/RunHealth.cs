using AigcStudio.Core.Runs;

namespace AigcStudio.Generative.Runs;

/// <summary>Keeps what a run is judged by, and says the judgement when it changes.</summary>
internal sealed class RunHealth(ILearner learner, int steps, RunReport report)
{
    // A single point of a GAN says little; five are 50 steps or more.
    private const int PointsRemembered = 5;

    private readonly Queue<IReadOnlyDictionary<string, double>> _recent = [];
    private string? _said;

    /// <summary>Spread of the latest samples as a share of the real examples'; null before the first.</summary>
    public double? SampleSpread { get; set; }

    public void Remember(IReadOnlyDictionary<string, double> means)
    {
        _recent.Enqueue(means);
        if (_recent.Count > PointsRemembered)
        {
            _recent.Dequeue();
        }
    }

    public void Judge(int step)
    {
        var means = _recent.SelectMany(p => p).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Average(p => p.Value));
        Say(step, means.Count == 0 ? HealthFinding.StartingUp : learner.Judge(new HealthEvidence(step, steps, means, SampleSpread)));
    }

    public void Say(int step, HealthFinding finding)
    {
        if (_said != finding.Sentence.Code)
        {
            _said = finding.Sentence.Code;
            report.Send(new HealthJudged(step, finding.Sentence, finding.Worry));
        }
    }
}
