using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Core.Datasets;

/// <summary>
/// What a Media process does, over JSON-RPC: it alone decodes bytes that came from a person, and encodes pictures and sounds.
/// Files are named by paths that the studio chose. A file that cannot be used is a finding, not an error;
/// a file that kills the process is found by the pool, which tries its batch again one by one.
/// </summary>
public interface IMedia
{
    /// <summary>Looks at each picture: header first, then caps, then a full decode.</summary>
    Task<IReadOnlyList<PictureFinding>> InspectPicturesAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel);

    /// <summary>
    /// Decodes each picture into the form (centre crop to the aspect, shrink with antialias, sRGB or luma, alpha over white)
    /// and writes the examples one after another to <paramref name="outputPath"/>; a bad one is zeros and is named.
    /// </summary>
    /// <returns>The indices that could not be decoded.</returns>
    Task<IReadOnlyList<int>> DecodePicturesAsync(IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel);

    /// <summary>Writes a WebP thumbnail whose longer side is at most <paramref name="longSide"/>; small pictures are kept sharp.</summary>
    Task MakeThumbnailAsync(string path, int longSide, string outputPath, CancellationToken cancel);

    /// <summary>Encodes raw examples of a form, one PNG each, as <c>000000.png</c>, <c>000001.png</c> ... into a folder.</summary>
    Task EncodePicturesAsync(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel);

    /// <summary>Lays raw examples out as one PNG sheet, row by row.</summary>
    Task EncodeSheetAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel);

    /// <summary>
    /// The same as one JPEG, for the eye alone while a slider is dragged: small and quick. It is never handed out as a file.
    /// </summary>
    Task EncodePreviewAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel);

    /// <summary>
    /// The one exit for moving pictures: raw examples as the frames of an MP4 (H.264), enlarged by a whole factor where they are small, marked and
    /// read back.
    /// </summary>
    /// <param name="soundPath">A sound of this process that is heard with them (AAC), with silence after it or cut at their end; null for none.</param>
    /// <exception cref="StudioException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>, <c>export.noFfmpeg</c>.</exception>
    Task MarkClipAsync(
        string rawPath, ImageForm form, int count, int framesPerSecond, string? soundPath, ProvenanceMark mark, string outputPath, CancellationToken cancel);

    /// <summary>The one exit for generated pictures: re-encodes, writes the marks, reads them back from the file.</summary>
    /// <exception cref="StudioException"><c>export.markNotRead</c> where the mark did not come back.</exception>
    Task MarkPictureAsync(string path, PictureFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel);

    /// <summary>The formats that sounds can be read from here: <c>wav</c> always; the others where ffmpeg is installed.</summary>
    Task<IReadOnlyList<string>> SoundFormatsAsync(CancellationToken cancel);

    /// <summary>
    /// Decodes each sound within the caps, mixes it to mono, resamples it, trims silence at both ends, sets its loudness, and writes
    /// the usable ones as 16-bit WAV: <c>000000.wav</c>, <c>000001.wav</c> ... by their place in the list.
    /// </summary>
    Task<IReadOnlyList<SoundFinding>> TakeInSoundsAsync(IReadOnlyList<string> paths, SoundCaps caps, string outputFolder, CancellationToken cancel);

    /// <summary>
    /// Writes sounds that were taken in as examples one after another, cut or zero-padded at the end; a bad one is zeros and is named.
    /// </summary>
    /// <returns>The indices that could not be decoded.</returns>
    Task<IReadOnlyList<int>> DecodeSoundsAsync(IReadOnlyList<string> paths, AudioForm form, string outputPath, CancellationToken cancel);

    /// <summary>Encodes raw examples of a form, one 16-bit WAV each, as <c>000000.wav</c>, <c>000001.wav</c> ... into a folder.</summary>
    Task<IReadOnlyList<SoundLook>> EncodeSoundsAsync(string rawPath, AudioForm form, int count, string outputFolder, CancellationToken cancel);

    /// <summary>Measures a sound that this process wrote: its integrated loudness (ITU-R BS.1770-4) and its length.</summary>
    Task<AdSound> MeasureSoundAsync(string path, CancellationToken cancel);

    /// <summary>
    /// Writes a sound that this process wrote as loud as ads are (<see cref="AdSound.TargetLufs"/>), or as near as its true peak allows. Unmarked: it
    /// leaves the studio through the one exit for generated sounds.
    /// </summary>
    Task LevelSoundAsync(string path, string outputPath, CancellationToken cancel);

    /// <summary>The one exit for generated sounds: re-encodes, writes the marks, reads them back from the file.</summary>
    /// <exception cref="StudioException">
    /// <c>export.markNotRead</c> where the mark did not come back, <c>export.noFfmpeg</c> where the format needs ffmpeg and it is missing.
    /// </exception>
    Task MarkSoundAsync(string path, SoundFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel);

    /// <summary>Those of <see cref="AdFonts.All"/> that this host has.</summary>
    Task<IReadOnlyList<string>> AdFontsAsync(CancellationToken cancel);

    /// <summary>Draws an ad as PNG, unmarked: it leaves the studio through the one exit for generated pictures.</summary>
    /// <exception cref="StudioException">A picture or the logo cannot be read (<c>import.picture.*</c>).</exception>
    Task<AdLook> ComposeAdAsync(AdSheet sheet, string outputPath, CancellationToken cancel);
}

/// <param name="MaxPixels">Width times height.</param>
/// <param name="MaxSide">Longest legal side, px.</param>
/// <param name="MaxBytes">Of the file.</param>
public sealed record PictureCaps(long MaxPixels, int MaxSide, long MaxBytes)
{
    /// <summary>100 megapixels, 20,000 px a side, 64 MiB.</summary>
    public static PictureCaps Default { get; } = new(100_000_000, 20_000, 64L << 20);
}

/// <param name="Refusal">Why the picture cannot be used (codes <c>import.*</c>); null where it can.</param>
/// <param name="Format">What it really is, by content: <c>png</c>, <c>jpeg</c>, <c>webp</c>, <c>gif</c>, <c>bmp</c>, <c>tiff</c>.</param>
/// <param name="Colour">True where the channels differ anywhere by more than 8 levels.</param>
/// <param name="PerceptualHash">64-bit difference hash of the 9x8 luma; near duplicates differ in few bits.</param>
public sealed record PictureFinding(Said? Refusal, string Format, int Width, int Height, bool Colour, ulong PerceptualHash);
