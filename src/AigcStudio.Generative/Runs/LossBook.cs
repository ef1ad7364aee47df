using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>Sum of a series since its last point, and of how many steps.</summary>
public sealed record LossSum(double Sum, int Count);

/// <summary>
/// The losses of the steps since the last reading, as tensors on the device. Reading them is the only time at which training waits
/// for the device; it happens every <see cref="ReadEverySteps"/> steps, and before a checkpoint.
/// </summary>
public sealed class LossBook : IDisposable
{
    /// <summary>A loss that is not a number ends the run within this many steps.</summary>
    public const int ReadEverySteps = 10;

    /// <summary>Series that begin so are for the run's health alone: they are on no chart.</summary>
    public const string Watched = "watch.";

    private const string First = "first.";

    private readonly List<(int Step, string Series, Tensor Value)> _unread = [];
    private readonly Dictionary<string, LossSum> _sums = [];
    private readonly Dictionary<string, double> _firsts = [];
    private int _step;

    /// <summary>What the next point will be the mean of; read the book first.</summary>
    public IReadOnlyDictionary<string, LossSum> Sums => new Dictionary<string, LossSum>(_sums);

    /// <summary>Each series as it was in the very first step of the run: what knowing nothing costs.</summary>
    public IReadOnlyDictionary<string, double> Firsts => _firsts;

    /// <summary>What a checkpoint must hold of the book: the sums, and the firsts under names of their own.</summary>
    public IReadOnlyDictionary<string, LossSum> Saved =>
        _sums.Concat(_firsts.Select(f => KeyValuePair.Create(First + f.Key, new LossSum(f.Value, 1)))).ToDictionary();

    public void BeginStep(int step) => _step = step;

    /// <summary>Notes a scalar of the current step; it is detached from graph and scope and kept until the next reading.</summary>
    public void Add(string series, Tensor scalar) => _unread.Add((_step, series, scalar.detach().DetachFromDisposeScope()));

    /// <summary>Waits for the device and adds up what was noted since the last time.</summary>
    /// <exception cref="DivergedException">A value is not a finite number.</exception>
    public void Read()
    {
        if (_unread.Count == 0)
        {
            return;
        }

        using var scope = NewDisposeScope();
        var values = stack(_unread.Select(u => u.Value.to(ScalarType.Float64).reshape([]))).cpu().data<double>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new DivergedException(_unread[i].Step, _unread[i].Series);
            }

            _firsts.TryAdd(_unread[i].Series, values[i]);
            var sum = _sums.GetValueOrDefault(_unread[i].Series) ?? new LossSum(0, 0);
            _sums[_unread[i].Series] = new LossSum(sum.Sum + values[i], sum.Count + 1);
        }

        DropUnread();
    }

    /// <summary>The mean of every series since the last point; the book is empty afterwards.</summary>
    public IReadOnlyDictionary<string, double> TakeMeans()
    {
        Read();
        var means = _sums.ToDictionary(s => s.Key, s => s.Value.Sum / s.Value.Count);
        _sums.Clear();
        return means;
    }

    /// <summary>Takes over what a checkpoint holds of the book.</summary>
    public void Restore(CheckpointHead head)
    {
        foreach (var (series, sum) in head.Losses.Where(l => l.Key is not (QualityProbe.Series or LookPlan.Series)))
        {
            if (series.StartsWith(First, StringComparison.Ordinal))
            {
                _firsts[series[First.Length..]] = sum.Sum;
            }
            else
            {
                _sums[series] = sum;
            }
        }
    }

    public void Dispose() => DropUnread();

    private void DropUnread()
    {
        _unread.ForEach(u => u.Value.Dispose());
        _unread.Clear();
    }
}
