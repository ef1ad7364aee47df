namespace AigcStudio.Media.Jobs;

/// <summary>The process that starts ffmpeg is gone, and this one cannot start another: it is about to end.</summary>
internal sealed class CodecLostException() : Exception("The host of ffmpeg has ended.");
