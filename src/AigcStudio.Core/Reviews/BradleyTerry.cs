namespace AigcStudio.Core.Reviews;

/// <summary>
/// Strengths behind duels: one beats another with probability <c>1 / (1 + exp(b - a))</c> (Bradley and Terry 1952), fitted by the
/// minorise-maximise steps of Hunter 2004, "MM algorithms for generalized Bradley-Terry models", section 2. A tie is half a win for each.
/// One drawn duel of everybody against a rival of strength 0 keeps the strengths of those finite who never lost, and those apart comparable.
/// </summary>
public sealed class BradleyTerry
{
    private const double Prior = 1;
    private const double Precise = 1e-9;
    private const int MostSteps = 20_000;

    private readonly double[] _strengths;
    private readonly double[,] _covariance;

    private BradleyTerry(double[] strengths, double[,] covariance) => (_strengths, _covariance) = (strengths, covariance);

    /// <summary>Log strengths [N] around their mean of 0.</summary>
    public IReadOnlyList<double> Strengths => _strengths;

    /// <param name="wins">[N, N]: how often the row beat the column; ties are halves.</param>
    public static BradleyTerry Fit(double[,] wins)
    {
        var count = wins.GetLength(0);
        var (strengths, change) = (Enumerable.Repeat(1.0, count).ToArray(), double.MaxValue);
        double[] won = [.. Enumerable.Range(0, count).Select(i => (Prior / 2) + Enumerable.Range(0, count).Sum(j => wins[i, j]))];
        for (var step = 0; step < MostSteps && change > Precise; step++)
        {
            change = 0;
            for (var i = 0; i < count; i++)
            {
                var met = Prior / (strengths[i] + 1);
                for (var j = 0; j < count; j++)
                {
                    met += i == j ? 0 : (wins[i, j] + wins[j, i]) / (strengths[i] + strengths[j]);
                }

                var next = won[i] / met;
                change = Math.Max(change, Math.Abs(Math.Log(next / strengths[i])));
                strengths[i] = next;
            }
        }

        double[] logs = [.. strengths.Select(s => Math.Log(s))];
        var covariance = Inverse(Information(wins, logs));
        var mean = logs.DefaultIfEmpty().Average();
        return new([.. logs.Select(l => l - mean)], covariance);
    }

    /// <summary>The chance that one wins against another.</summary>
    public double Wins(int one, int other) => Logistic(_strengths[one] - _strengths[other]);

    /// <summary>Variance of the difference of two log strengths, from the inverse of the information matrix.</summary>
    public double VarianceOf(int one, int other) => _covariance[one, one] + _covariance[other, other] - (2 * _covariance[one, other]);

    /// <summary>Variance of a log strength around the mean of all.</summary>
    public double VarianceOf(int one)
    {
        var count = _strengths.Length;
        double[] weights = [.. Enumerable.Range(0, count).Select(i => (i == one ? 1.0 : 0) - (1.0 / count))];
        return Enumerable.Range(0, count).Sum(i => Enumerable.Range(0, count).Sum(j => weights[i] * weights[j] * _covariance[i, j]));
    }

    /// <summary>What one more duel of two would teach: the variance of its outcome times that of the difference it tells of.</summary>
    public double Doubt(int one, int other)
    {
        var chance = Wins(one, other);
        return chance * (1 - chance) * VarianceOf(one, other);
    }

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double[,] Information(double[,] wins, double[] logs)
    {
        var count = logs.Length;
        var information = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            var alone = Logistic(logs[i]);
            information[i, i] += Prior * alone * (1 - alone);
            for (var j = i + 1; j < count; j++)
            {
                var chance = Logistic(logs[i] - logs[j]);
                var weight = (wins[i, j] + wins[j, i]) * chance * (1 - chance);
                information[i, i] += weight;
                information[j, j] += weight;
                information[i, j] = information[j, i] = -weight;
            }
        }

        return information;
    }

    // Gauss and Jordan without pivoting: the matrix is symmetric and positive definite.
    private static double[,] Inverse(double[,] matrix)
    {
        var count = matrix.GetLength(0);
        var (left, right) = ((double[,])matrix.Clone(), new double[count, count]);
        for (var i = 0; i < count; i++)
        {
            right[i, i] = 1;
        }

        for (var column = 0; column < count; column++)
        {
            var pivot = left[column, column];
            for (var k = 0; k < count; k++)
            {
                left[column, k] /= pivot;
                right[column, k] /= pivot;
            }

            for (var row = 0; row < count; row++)
            {
                var factor = left[row, column];
                for (var k = 0; row != column && k < count; k++)
                {
                    left[row, k] -= factor * left[column, k];
                    right[row, k] -= factor * right[column, k];
                }
            }
        }

        return right;
    }
}
