using System.Text;

namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>
/// Texts by their runs of three characters (small letters, spaces as one): finds the one with the largest Jaccard similarity, runs in both / runs
/// in either (Broder 1997), counting only texts that share a run. A text of fewer than three characters is one run.
/// </summary>
internal sealed class TrigramIndex
{
    private const int Run = 3;

    // Three code points of 21 bits.
    private const int Bits = 21;
    private const ulong Mask = (1UL << (Run * Bits)) - 1;

    private readonly Dictionary<ulong, List<int>> _texts = [];
    private readonly int[] _sizes;

    internal TrigramIndex(IReadOnlyList<string> texts)
    {
        _sizes = new int[texts.Count];
        for (var i = 0; i < texts.Count; i++)
        {
            var runs = Runs(texts[i]);
            _sizes[i] = runs.Count;
            foreach (var run in runs)
            {
                if (!_texts.TryGetValue(run, out var holders))
                {
                    _texts.Add(run, holders = []);
                }

                holders.Add(i);
            }
        }
    }

    /// <summary>The nearest, distance 1 - similarity; of equally near ones the first, and text 0 at distance 1 where none shares a run.</summary>
    /// <param name="skipEqual">Texts with the very same runs are passed over, as the text itself is when it is in here.</param>
    internal Neighbour Nearest(string text, bool skipEqual = false)
    {
        var runs = Runs(text);
        var shared = new int[_sizes.Length];
        foreach (var run in runs)
        {
            foreach (var holder in _texts.GetValueOrDefault(run, []))
            {
                shared[holder]++;
            }
        }

        var nearest = new Neighbour(0, 1);
        for (var i = 0; i < shared.Length; i++)
        {
            var either = runs.Count + _sizes[i] - shared[i];
            var distance = either == 0 ? 0 : 1 - ((double)shared[i] / either);
            nearest = distance < nearest.Distance && !(skipEqual && shared[i] == either) ? new Neighbour(i, distance) : nearest;
        }

        return nearest;
    }

    private static HashSet<ulong> Runs(string text)
    {
        var runs = new HashSet<ulong>();
        var (run, length) = (0UL, 0);
        foreach (var rune in string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).EnumerateRunes())
        {
            run = ((run << Bits) | (uint)Rune.ToLowerInvariant(rune).Value) & Mask;
            if (++length >= Run)
            {
                runs.Add(run);
            }
        }

        if (length is > 0 and < Run)
        {
            runs.Add(run);
        }

        return runs;
    }
}
