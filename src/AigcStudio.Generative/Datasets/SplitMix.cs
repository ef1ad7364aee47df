namespace AigcStudio.Generative.Datasets;

/// <summary>
/// A small generator whose stream follows from two numbers, for what must be the same on every machine and for every count:
/// SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
/// </summary>
public struct SplitMix
{
    private const ulong Golden = 0x9e3779b97f4a7c15;

    private ulong _state;

    public SplitMix(ulong seed, ulong stream) => _state = Mix(seed + Golden) ^ Mix((stream * Golden) + 0xd1b54a32d192ed03);

    public ulong Next() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 .. <paramref name="limit"/> - 1; the bias of the multiplication is below 2^-32 for our counts.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Fills with independent N(0, 1) numbers (Box and Muller).</summary>
    public void Normal(Span<float> destination)
    {
        for (var i = 0; i < destination.Length; i += 2)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * Uniform());
            destination[i] = (float)(radius * cosine);
            if (i + 1 < destination.Length)
            {
                destination[i + 1] = (float)(radius * sine);
            }
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
