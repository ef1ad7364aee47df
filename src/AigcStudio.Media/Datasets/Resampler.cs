using System.Numerics;
using System.Runtime.InteropServices;

namespace AigcStudio.Media.Datasets;

/// <summary>Changes the rate of a sound that comes in blocks. The first sample out lies at the first sample in.</summary>
internal sealed class Resampler
{
    private readonly int _fromHz;
    private readonly int _toHz;
    private readonly SincTable _table;
    private readonly List<float> _output;

    // Input samples from number _first on; the table's reach before the start is zeros.
    private readonly List<float> _pending = [];
    private long _first;
    private long _taken;
    private long _given;

    /// <param name="output">Grows by what is ready.</param>
    public Resampler(int fromHz, int toHz, List<float> output)
    {
        (_fromHz, _toHz, _output) = (fromHz, toHz, output);
        _table = new SincTable(fromHz, toHz);
        _first = -_table.Reach;
        _pending.AddRange(new float[_table.Reach]);
    }

    public static float[] Resample(ReadOnlySpan<float> input, int fromHz, int toHz)
    {
        if (fromHz == toHz)
        {
            return input.ToArray();
        }

        var output = new List<float>((int)((long)input.Length * toHz / fromHz) + 1);
        var resampler = new Resampler(fromHz, toHz, output);
        resampler.Add(input);
        resampler.Finish();
        return [.. output];
    }

    public void Add(ReadOnlySpan<float> block)
    {
        if (_fromHz == _toHz)
        {
            _output.AddRange(block);
            return;
        }

        _taken += block.Length;
        _pending.AddRange(block);
        Give(_taken - _table.Reach - 1);
    }

    /// <summary>The rest, as if zeros followed; in all, as many samples as the length in seconds asks for, rounded up.</summary>
    public void Finish()
    {
        if (_fromHz != _toHz)
        {
            _pending.AddRange(new float[_table.Reach + 1]);
            Give(_taken - 1);
        }
    }

    private void Give(long last)
    {
        var pending = CollectionsMarshal.AsSpan(_pending);
        while (true)
        {
            var (at, rest) = Math.DivRem(_given * _fromHz, _toHz);
            if (at > last)
            {
                break;
            }

            var phase = (int)(rest * _table.Phases / _toHz);
            _output.Add(Dot(_table.Of(phase), pending.Slice((int)(at - _table.Reach + 1 - _first), _table.Taps)));
            _given++;
        }

        // Whoever comes next begins at or after this place.
        var done = (int)Math.Clamp(Math.DivRem(_given * _fromHz, _toHz).Quotient - _table.Reach + 1 - _first, 0, _pending.Count);
        _pending.RemoveRange(0, done);
        _first += done;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            sums += left[i] * right[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = left.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
