namespace AigcStudio.Core.Recommendations;

/// <summary>How a sound sounds, in six numbers.</summary>
public static class SoundFeatures
{
    /// <summary>What a sound is resampled to before it is measured.</summary>
    public const int RateHz = 16_000;

    /// <summary>No more than this is listened to.</summary>
    public const int MostSeconds = 10;

    private const int FramesPerSecond = 50;
    private const double SilentDecibels = -50;

    // Dixon 2006, "Onset detection revisited": a rise of the envelope, and a rest before the next may count.
    private const double OnsetDecibels = 6;
    private const int OnsetRestFrames = 5;

    /// <param name="samples">Mono at <see cref="RateHz"/>, without the zeros that fill it up.</param>
    /// <param name="seconds">Of the whole sound.</param>
    public static float[] Of(ReadOnlySpan<short> samples, double seconds)
    {
        var levels = Levels(samples);
        double[] heard = [.. levels.Where(l => l > SilentDecibels)];
        var power = heard.Length == 0 ? 1e-6 : heard.Average(l => Math.Pow(10, l / 10));
        double[] all =
        [
            10 * Math.Log10(power) / 20,
            Math.Log2(Math.Max(50, MiddleHz(samples)) / 1000),
            Onsets(levels) * (double)FramesPerSecond / Math.Max(FramesPerSecond, levels.Length),
            levels.Length == 0 ? 1 : 1 - ((double)heard.Length / levels.Length),
            Math.Log2(1 + seconds),
            Spread.Of(heard).Deviation / 10,
        ];
        return [.. all.Select(v => (float)v)];
    }

    private static double[] Levels(ReadOnlySpan<short> samples)
    {
        const int Frame = RateHz / FramesPerSecond;
        var levels = new double[samples.Length / Frame];
        for (var i = 0; i < levels.Length; i++)
        {
            double sum = 0;
            foreach (var sample in samples.Slice(i * Frame, Frame))
            {
                var value = sample / 32768.0;
                sum += value * value;
            }

            levels[i] = 10 * Math.Log10((sum / Frame) + 1e-10);
        }

        return levels;
    }

    // The root mean square frequency of the spectrum. By Parseval no transform is needed: a first difference weighs power by 4 sin^2(w/2).
    private static double MiddleHz(ReadOnlySpan<short> samples)
    {
        double power = 0, differences = 0;
        for (var i = 1; i < samples.Length; i++)
        {
            double value = samples[i], step = samples[i] - samples[i - 1];
            power += value * value;
            differences += step * step;
        }

        return power == 0 ? 0 : RateHz / Math.PI * Math.Asin(Math.Min(1, Math.Sqrt(differences / power) / 2));
    }

    private static int Onsets(double[] levels)
    {
        var (count, last) = (0, -OnsetRestFrames);
        for (var i = 0; i < levels.Length; i++)
        {
            var before = i < 2 ? SilentDecibels * 2 : Math.Max(levels[i - 1], levels[i - 2]);
            if (levels[i] > SilentDecibels + 10 && levels[i] - before > OnsetDecibels && i - last >= OnsetRestFrames)
            {
                (count, last) = (count + 1, i);
            }
        }

        return count;
    }
}
