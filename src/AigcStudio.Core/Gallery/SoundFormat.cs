namespace AigcStudio.Core.Gallery;

public enum SoundFormat
{
    Wav,
    Mp3,
    Flac,
}
