namespace AigcStudio.Core.Datasets;

/// <param name="MaxSeconds">Of one sound; a longer one is refused.</param>
/// <param name="MaxBytes">Of the file.</param>
/// <param name="SampleRateHz">What every sound is resampled to.</param>
public sealed record SoundCaps(double MaxSeconds, long MaxBytes, int SampleRateHz)
{
    /// <summary>Ten minutes, 256 MiB, 16 kHz.</summary>
    public static SoundCaps Default { get; } = new(600, 256L << 20, 16_000);

    /// <summary>Whether a <see cref="SoundPrint"/> is taken, which costs about as much again as the rest.</summary>
    public bool WithPrint { get; init; }
}

/// <param name="Refusal">Why the sound cannot be used (codes <c>import.sound.*</c>); null where it can.</param>
/// <param name="Format">What it really is, by content: <c>wav</c>, <c>mp3</c>, <c>flac</c>, <c>ogg</c>, <c>m4a</c>.</param>
/// <param name="OriginalMilliseconds">Length before silence was trimmed.</param>
/// <param name="Look">Of the sound that was written.</param>
/// <param name="Fingerprint">64 bits over the coarse spectrum by time; near duplicates differ in few bits.</param>
public sealed record SoundFinding(Said? Refusal, string Format, int OriginalMilliseconds, SoundLook Look, ulong Fingerprint)
{
    /// <summary>The <see cref="SoundPrint"/> of it, where the caps asked for one.</summary>
    public byte[] Print { get; init; } = [];
}

/// <summary>What a waveform is drawn from.</summary>
/// <param name="Milliseconds">Length.</param>
/// <param name="Peaks">Largest amplitude in each 1/128th of the sound, 0 .. 255; always 128 of them.</param>
public sealed record SoundLook(int Milliseconds, byte[] Peaks)
{
    public const int PeakCount = 128;

    public static SoundLook None { get; } = new(0, []);
}
