namespace AigcStudio.Benchmarks.Seeds;

/// <summary>Additive synthesis: each instrument is a few partials with decays of their own, in notes of one pentatonic scale.</summary>
internal static class Instruments
{
    private const int RateHz = 16_000;
    private const double LowestHz = 261.63;

    // C D E G A: whatever is chosen sounds well together.
    private static readonly int[] Pentatonic = [0, 2, 4, 7, 9];

    // Of a church bell: hum, prime, minor third, fifth, nominal and above (Fletcher, Rossing 1998, section 21.4).
    private static readonly double[] BellRatios = [0.5, 1, 1.2, 1.5, 2, 2.67, 3];

    // Of a free bar (section 2.15).
    private static readonly double[] BarRatios = [1, 2.756, 5.404];

    public static float[] Bell(Dice dice)
    {
        var sound = New(dice.Between(0.62, 0.74));
        var hertz = Note(dice, 5, 12);
        for (var p = 0; p < BellRatios.Length; p++)
        {
            Add(sound, 0, hertz * BellRatios[p] * dice.Between(0.999, 1.001), 1.0 / (1 + p), dice.Between(0.28, 0.4) / (1 + (0.35 * p)), 0.003);
        }

        return sound;
    }

    public static float[] Chime(Dice dice)
    {
        var sound = New(dice.Between(0.6, 0.72));
        var notes = dice.Whole(2, 3);
        var first = dice.Whole(4, 8);
        var rises = dice.Chance(0.6);
        for (var n = 0; n < notes; n++)
        {
            var hertz = At(first + (rises ? n * 2 : (notes - n) * 2));
            foreach (var ratio in BarRatios.Where(r => r * hertz < RateHz / 2.2))
            {
                Add(sound, n * dice.Between(0.1, 0.13), hertz * ratio, 0.8 / (ratio * ratio), 0.22 / ratio, 0.002);
            }
        }

        return sound;
    }

    public static float[] Drip(Dice dice)
    {
        var sound = New(dice.Between(0.42, 0.55));
        var start = 0.0;
        for (var drop = dice.Whole(1, 3); drop > 0; drop--)
        {
            Glide(sound, start, Note(dice, 5, 12), dice.Between(1.5, 2.2), dice.Between(0.5, 1), dice.Between(0.035, 0.06));
            start += dice.Between(0.1, 0.16);
        }

        return sound;
    }

    public static float[] Pad(Dice dice)
    {
        var sound = New(dice.Between(0.66, 0.76));
        var first = dice.Whole(0, 5);
        var attack = dice.Between(0.12, 0.2);
        foreach (var step in new[] { 0, 2, 4 })
        {
            var hertz = At(first + step);
            for (var harmonic = 1; harmonic <= 4; harmonic++)
            {
                Add(sound, 0, hertz * harmonic * 1.003, 0.5 / (harmonic * harmonic), 0.5, attack);
                Add(sound, 0, hertz * harmonic * 0.997, 0.5 / (harmonic * harmonic), 0.5, attack);
            }
        }

        return sound;
    }

    public static float[] Pluck(Dice dice)
    {
        var sound = New(dice.Between(0.5, 0.64));
        var notes = dice.Whole(1, 2);
        for (var n = 0; n < notes; n++)
        {
            var hertz = Note(dice, 1, 8);
            for (var harmonic = 1; harmonic <= 12 && hertz * harmonic < RateHz / 2.2; harmonic++)
            {
                Add(sound, n * 0.16, hertz * harmonic, 1.0 / harmonic, 0.2 / Math.Sqrt(harmonic), 0.002);
            }
        }

        return sound;
    }

    private static float[] New(double seconds) => new float[(int)(seconds * RateHz)];

    private static double Note(Dice dice, int low, int high) => At(dice.Whole(low, high));

    private static double At(int degree) => LowestHz * Math.Pow(2, (degree / Pentatonic.Length) + (Pentatonic[degree % Pentatonic.Length] / 12.0));

    /// <summary>A sine that rises within <paramref name="attackSeconds"/> and falls to 1/e every <paramref name="decaySeconds"/>.</summary>
    private static void Add(float[] sound, double startSeconds, double hertz, double amplitude, double decaySeconds, double attackSeconds)
    {
        var start = (int)(startSeconds * RateHz);
        for (var i = 0; start + i < sound.Length; i++)
        {
            var t = (double)i / RateHz;
            sound[start + i] += (float)(amplitude * Math.Min(1, t / attackSeconds) * Math.Exp(-t / decaySeconds) * Math.Sin(2 * Math.PI * hertz * t));
        }
    }

    /// <summary>A drop: the bubble's pitch rises as it shrinks (Minnaert 1933).</summary>
    private static void Glide(float[] sound, double startSeconds, double hertz, double rise, double amplitude, double decaySeconds)
    {
        var start = (int)(startSeconds * RateHz);
        var turn = 0.0;
        for (var i = 0; start + i < sound.Length; i++)
        {
            var t = (double)i / RateHz;
            turn += hertz * (1 + ((rise - 1) * (1 - Math.Exp(-t / 0.05)))) / RateHz;
            sound[start + i] += (float)(amplitude * Math.Min(1, t / 0.003) * Math.Exp(-t / decaySeconds) * Math.Sin(2 * Math.PI * turn));
        }
    }
}
