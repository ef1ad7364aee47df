namespace AigcStudio.Generative.Evaluation.Texts;

/// <summary>
/// Runs of symbols as fingerprints (Karp, Rabin 1987): sum of symbol x factor^place, modulo the prime 2^61 - 1, each from the one before. Two
/// runs that differ agree once in 10^16 pairs, and a run of 50 costs as much as one of 5 and takes 8 bytes.
/// </summary>
internal static class RollingRuns
{
    private const ulong Prime = (1UL << 61) - 1;
    private const ulong Factor = 0x0123456789ABCDEF;

    /// <summary>One for each place where a run of that length begins: none where there are fewer symbols.</summary>
    /// <param name="symbols">Numbers from 0.</param>
    internal static IEnumerable<ulong> Of(int[] symbols, int length)
    {
        var leaving = Enumerable.Range(0, length).Aggregate(1UL, (power, _) => Times(power, Factor));
        var run = 0UL;
        for (var i = 0; i < symbols.Length; i++)
        {
            run = (Times(run, Factor) + (ulong)symbols[i] + 1) % Prime;
            if (i >= length)
            {
                run = (run + Prime - Times((ulong)symbols[i - length] + 1, leaving)) % Prime;
            }

            if (i >= length - 1)
            {
                yield return run;
            }
        }
    }

    private static ulong Times(ulong a, ulong b) => (ulong)((UInt128)a * b % Prime);
}
