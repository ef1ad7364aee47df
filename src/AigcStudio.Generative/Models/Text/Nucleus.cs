namespace AigcStudio.Generative.Models.Text;

/// <summary>The fewest shares that have so much between them (Holtzman et al. 2019, arXiv:1904.09751, section 3.1).</summary>
internal static class Nucleus
{
    /// <summary>The least share that belongs; shares equal to it belong too.</summary>
    /// <param name="shares">None negative, at least one.</param>
    /// <param name="wanted">How much they shall have; at most their sum, up to rounding.</param>
    internal static float Least(ReadOnlySpan<float> shares, double wanted)
    {
        // A weighted selection: like quicksort, but only into the part where the border lies.
        Span<float> left = shares.ToArray();
        var above = 0.0;
        while (true)
        {
            var middle = left[left.Length / 2];
            var (greater, equal, ofGreater) = Part(left, middle);
            if (greater > 0 && above + ofGreater >= wanted)
            {
                left = left[..greater];
            }
            else if (above + ofGreater + ((double)middle * equal) >= wanted || greater + equal == left.Length)
            {
                return middle;
            }
            else
            {
                above += ofGreater + ((double)middle * equal);
                left = left[(greater + equal)..];
            }
        }
    }

    // Greater ones first, then those equal to the middle one, then the rest; how many of the first two, and the sum of the first.
    private static (int Greater, int Equal, double OfGreater) Part(Span<float> left, float middle)
    {
        var (greater, at, end, sum) = (0, 0, left.Length, 0.0);
        while (at < end)
        {
            var share = left[at];
            if (share > middle)
            {
                sum += share;
                (left[greater], left[at]) = (share, left[greater]);
                (greater, at) = (greater + 1, at + 1);
            }
            else if (share < middle)
            {
                end--;
                (left[at], left[end]) = (left[end], share);
            }
            else
            {
                at++;
            }
        }

        return (greater, at - greater, sum);
    }
}
