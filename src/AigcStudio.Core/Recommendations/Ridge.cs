namespace AigcStudio.Core.Recommendations;

/// <summary>
/// Weighted ridge regression in closed form (Hoerl and Kennard 1970), with its exact leave-one-out error (Allen 1974, PRESS).
/// The last column is the intercept, which is shrunk a tenth as much as the others.
/// </summary>
/// <param name="rows">One for each observation, all of one length.</param>
/// <param name="weights">Of the observations, above 0.</param>
internal sealed class Ridge(IReadOnlyList<double[]> rows, double[] weights)
{
    private const double InterceptShare = 0.1;

    private readonly double[,] _gram = Gram(rows, weights);

    /// <param name="lambda">Above 0.</param>
    public (double[] Weights, double LeftOutError) Fit(double[] targets, double lambda)
    {
        var size = rows[0].Length;
        var factor = Cholesky(lambda, size);
        var right = new double[size];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < size; j++)
            {
                right[j] += weights[i] * targets[i] * rows[i][j];
            }
        }

        var solved = Back(factor, Forward(factor, right));
        return (solved, LeftOut(factor, solved, targets));
    }

    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        double sum = 0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }

    private static double[,] Gram(IReadOnlyList<double[]> rows, double[] weights)
    {
        var size = rows[0].Length;
        var gram = new double[size, size];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var weighted = weights[i] * rows[i][j];
                for (var k = 0; k <= j; k++)
                {
                    gram[j, k] += weighted * rows[i][k];
                }
            }
        }

        return gram;
    }

    private double[,] Cholesky(double lambda, int size)
    {
        var factor = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                var sum = _gram[j, k] + (j != k ? 0 : j == size - 1 ? lambda * InterceptShare : lambda);
                for (var m = 0; m < k; m++)
                {
                    sum -= factor[j, m] * factor[k, m];
                }

                factor[j, k] = j == k ? Math.Sqrt(sum) : sum / factor[k, k];
            }
        }

        return factor;
    }

    private double LeftOut(double[,] factor, double[] solved, double[] targets)
    {
        double errors = 0, total = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var half = Forward(factor, rows[i]);
            var residual = (targets[i] - Dot(rows[i], solved)) / (1 - Math.Min(0.999, weights[i] * Dot(half, half)));
            errors += weights[i] * residual * residual;
            total += weights[i];
        }

        return errors / total;
    }

    private static double[] Forward(double[,] factor, double[] right)
    {
        var solved = new double[right.Length];
        for (var j = 0; j < right.Length; j++)
        {
            var sum = right[j];
            for (var k = 0; k < j; k++)
            {
                sum -= factor[j, k] * solved[k];
            }

            solved[j] = sum / factor[j, j];
        }

        return solved;
    }

    private static double[] Back(double[,] factor, double[] right)
    {
        var solved = new double[right.Length];
        for (var j = right.Length - 1; j >= 0; j--)
        {
            var sum = right[j];
            for (var k = j + 1; k < right.Length; k++)
            {
                sum -= factor[k, j] * solved[k];
            }

            solved[j] = sum / factor[j, j];
        }

        return solved;
    }
}
