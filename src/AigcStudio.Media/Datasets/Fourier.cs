using System.Numerics;

namespace AigcStudio.Media.Datasets;

/// <summary>The fast Fourier transform of Cooley and Tukey (1965), radix 2, in place.</summary>
internal static class Fourier
{
    /// <param name="values">A power of two of them.</param>
    public static void Transform(Span<Complex> values)
    {
        if (!BitOperations.IsPow2(values.Length))
        {
            throw new ArgumentException("The length is no power of two.", nameof(values));
        }

        for (int i = 1, j = 0; i < values.Length; i++)
        {
            var bit = values.Length >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (values[i], values[j]) = (values[j], values[i]);
            }
        }

        for (var half = 1; half < values.Length; half *= 2)
        {
            Merge(values, half);
        }
    }

    private static void Merge(Span<Complex> values, int half)
    {
        for (var k = 0; k < half; k++)
        {
            var turn = Complex.FromPolarCoordinates(1, -Math.PI * k / half);
            for (var i = k; i < values.Length; i += 2 * half)
            {
                var odd = values[i + half] * turn;
                (values[i], values[i + half]) = (values[i] + odd, values[i] - odd);
            }
        }
    }
}
