using System.Globalization;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// The few ways in which ffmpeg is ever called. The format is forced and the only one allowed, so that no playlist is followed;
/// the pipe is the only protocol, so that no other file is opened, but for a WAV of our own beside raw frames of our own and for an M4A, whose own file is named
/// and whose references to others are not followed; no word of a person is among the arguments.
/// </summary>
internal static class FfmpegArguments
{
    private const string MostBytesAtOnce = "134217728";

    private static readonly string[] Pipe = ["-protocol_whitelist", "pipe"];

    // An M4A may have its index at the end, and a pipe cannot be gone back in. What ffmpeg offers against that writes into /tmp, where nobody may write here.
    private static readonly Dictionary<string, (string Demuxer, string Decoders, string[] Protocol)> Readers = new()
    {
        ["mp3"] = ("mp3", "mp3float,mp3", Pipe),
        ["flac"] = ("flac", "flac", Pipe),
        ["ogg"] = ("ogg", "vorbis,libvorbis,opus,libopus,flac,speex,libspeex", Pipe),
        ["m4a"] = ("mov", "aac,alac,mp3float,mp3", ["-protocol_whitelist", "file", "-enable_drefs", "0", "-use_absolute_path", "0"]),
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

    /// <summary>Whether it reads from its standard input.</summary>
    public static bool IsFed(CodecJob job) => job.Encodes || job.Frames is not null || Readers[job.Format].Protocol == Pipe;

    private static string[] Decode(CodecJob job)
    {
        var (demuxer, decoders, protocol) = Readers[job.Format];
        return
        [
            .. protocol, "-format_whitelist", demuxer, "-codec_whitelist", decoders, "-f", demuxer, "-i", IsFed(job) ? "pipe:0" : "file:" + job.Input,
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
