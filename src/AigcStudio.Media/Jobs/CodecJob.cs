namespace AigcStudio.Media.Jobs;

/// <summary>One thing that ffmpeg is asked for.</summary>
/// <param name="Format"><c>mp3</c>, <c>flac</c>, <c>ogg</c>, <c>m4a</c>: by our own look at the bytes; <c>mp4</c> of raw frames.</param>
/// <param name="Encodes">True from a WAV of ours to the format; false from the format to a mono WAV at its own rate.</param>
/// <param name="Input">Its bytes go in by a pipe.</param>
/// <param name="Output">A file of the spool.</param>
/// <param name="MaxSeconds">What comes after is left out.</param>
internal sealed record CodecJob(string Format, bool Encodes, string Input, string Output, double MaxSeconds)
{
    /// <summary>Of the raw frames that an MP4 is made of; null for all else.</summary>
    public FrameShape? Frames { get; init; }

    /// <summary>A WAV that Media wrote into the spool, heard with the frames; null for none.</summary>
    public string? Sound { get; init; }
}

/// <summary>Frames of interleaved RGB bytes, one after another.</summary>
internal sealed record FrameShape(int Width, int Height, int PerSecond);
