using System.Globalization;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// The few ways in which ffmpeg is ever called. The format is forced and the only one allowed, so that no playlist is followed;
/// the pipe is the only protocol, so that no other file is opened, but for a WAV of our own beside raw frames of our own; no word of a person is among the arguments.
/// </summary>
internal static class FfmpegArguments
{
    private const string MostBytesAtOnce = "134217728";

    // An M4A may have its index at the end: "cache" lets the demuxer go back in what came by the pipe.
    private static readonly Dictionary<string, (string Demuxer, string Decoders, string Protocols, string Input)> Readers = new()
    {
        ["mp3"] = ("mp3", "mp3float,mp3", "pipe", "pipe:0"),
        ["flac"] = ("flac", "flac", "pipe", "pipe:0"),
        ["ogg"] = ("ogg", "vorbis,libvorbis,opus,libopus,flac,speex,libspeex", "pipe", "pipe:0"),
        ["m4a"] = ("mov", "aac,alac,mp3float,mp3", "cache,pipe", "cache:pipe:0"),
    };

    private static readonly Dictionary<string, string[]> Writers = new()
    {
        // V2 is 170 to 210 kbit/s in stereo. Our own tag stands before the frames; the library writes none.
        ["mp3"] = ["-c:a", "libmp3lame", "-q:a", "2", "-id3v2_version", "0", "-write_id3v1", "0", "-f", "mp3"],
        ["flac"] = ["-c:a", "flac", "-compression_level", "8", "-f", "flac"],
    };

    /// <exception cref="KeyNotFoundException">The format is none of ours.</exception>
    public static IReadOnlyList<string> For(CodecJob job) =>
        ["-hide_banner", "-nostdin", "-loglevel", "quiet", "-max_alloc", MostBytesAtOnce, "-threads", "1", "-y",
            .. job.Frames is { } frames ? Film(job, frames) : job.Encodes ? Encode(job) : Decode(job)];

    private static string[] Decode(CodecJob job)
    {
        var (demuxer, decoders, protocols, input) = Readers[job.Format];
        return
        [
            "-protocol_whitelist", protocols, "-format_whitelist", demuxer, "-codec_whitelist", decoders, "-f", demuxer, "-i", input,
            "-map", "0:a:0", "-map_metadata", "-1", "-ac", "1", "-t", job.MaxSeconds.ToString(CultureInfo.InvariantCulture),
            "-c:a", "pcm_f32le", "-f", "wav", "file:" + job.Output,
        ];
    }

    // CRF 18 is near to lossless for the eye; 4:2:0, because other chroma is not played everywhere. The index stays at the end: our mark goes there.
    private static string[] Film(CodecJob job, FrameShape frames) =>
    [
        "-protocol_whitelist", "pipe", "-format_whitelist", "rawvideo", "-codec_whitelist", "rawvideo", "-f", "rawvideo", "-pixel_format", "rgb24",
        "-video_size", string.Create(CultureInfo.InvariantCulture, $"{frames.Width}x{frames.Height}"),
        "-framerate", frames.PerSecond.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0", .. job.Sound is { } sound ? Heard(sound) : [],
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
        "-c:v", "libx264", "-preset", "medium", "-crf", "18", "-pix_fmt", "yuv420p", "-f", "mp4", "file:" + job.Output,
    ];

    // Silence without end after the sound, and the shorter of the two ends the clip: that is always the frames.
    private static string[] Heard(string sound) =>
    [
        "-protocol_whitelist", "file", "-format_whitelist", "wav", "-codec_whitelist", "pcm_s16le", "-f", "wav", "-i", "file:" + sound,
        "-map", "0:v:0", "-map", "1:a:0", "-af", "apad", "-shortest", "-c:a", "aac", "-b:a", "128k", "-flags:a", "+bitexact",
    ];

    private static string[] Encode(CodecJob job) =>
    [
        "-protocol_whitelist", "pipe", "-format_whitelist", "wav", "-codec_whitelist", "pcm_s16le", "-f", "wav", "-i", "pipe:0",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", .. Writers[job.Format], "file:" + job.Output,
    ];
}
