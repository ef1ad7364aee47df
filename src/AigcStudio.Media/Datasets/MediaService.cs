using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Campaigns;
using AigcStudio.Media.Gallery;
using AigcStudio.Media.Jobs;

namespace AigcStudio.Media.Datasets;

/// <summary>The door of this process. Each call computes on a thread of its own and looks at its token between items.</summary>
/// <param name="codec">Null where this host has no ffmpeg.</param>
internal sealed class MediaService(CodecProcess? codec) : IMedia
{
    private static readonly TimeSpan PerItem = TimeSpan.FromSeconds(60);

    private readonly SoundService _sounds = new(codec);

    public Task<IReadOnlyList<PictureFinding>> InspectPicturesAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel) =>
        WorkAsync<IReadOnlyList<PictureFinding>>(paths.Count, () => PictureService.Inspect(paths, caps, cancel), cancel);

    public Task<IReadOnlyList<int>> DecodePicturesAsync(IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel) =>
        WorkAsync<IReadOnlyList<int>>(paths.Count, () => PictureService.Decode(paths, form, outputPath, cancel), cancel);

    public Task MakeThumbnailAsync(string path, int longSide, string outputPath, CancellationToken cancel) =>
        WorkAsync(1, () => Thumbnail.Make(path, longSide, outputPath), cancel);

    public Task EncodePicturesAsync(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel) =>
        WorkAsync(count, () => RawPictures.EncodeEach(rawPath, form, count, outputFolder, cancel), cancel);

    public Task EncodeSheetAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        WorkAsync(count, () => RawPictures.EncodeSheet(rawPath, form, count, columns, outputPath, cancel), cancel);

    public Task EncodePreviewAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        WorkAsync(1, () => RawPictures.EncodePreview(rawPath, form, count, columns, outputPath, cancel), cancel);

    public Task MarkClipAsync(
        string rawPath, ImageForm form, int count, int framesPerSecond, string? soundPath, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        WorkAsync(count, () => MarkedClip.Write(rawPath, form, count, framesPerSecond, soundPath, mark, codec, outputPath, cancel), cancel);

    public Task MarkPictureAsync(string path, PictureFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        WorkAsync(1, () => MarkedPicture.Write(path, format, mark, outputPath), cancel);

    public Task<IReadOnlyList<string>> SoundFormatsAsync(CancellationToken cancel) => Task.FromResult(_sounds.Formats);

    public Task<IReadOnlyList<SoundFinding>> TakeInSoundsAsync(
        IReadOnlyList<string> paths, SoundCaps caps, string outputFolder, CancellationToken cancel) =>
        WorkAsync<IReadOnlyList<SoundFinding>>(paths.Count, () => _sounds.TakeIn(paths, caps, outputFolder, cancel), cancel);

    public Task<IReadOnlyList<int>> DecodeSoundsAsync(IReadOnlyList<string> paths, AudioForm form, string outputPath, CancellationToken cancel) =>
        WorkAsync<IReadOnlyList<int>>(paths.Count, () => SoundService.Decode(paths, form, outputPath, cancel), cancel);

    public Task<IReadOnlyList<SoundLook>> EncodeSoundsAsync(
        string rawPath, AudioForm form, int count, string outputFolder, CancellationToken cancel) =>
        WorkAsync<IReadOnlyList<SoundLook>>(count, () => SoundService.Encode(rawPath, form, count, outputFolder, cancel), cancel);

    public Task<AdSound> MeasureSoundAsync(string path, CancellationToken cancel) => WorkAsync(1, () => SoundService.Measure(path), cancel);

    public Task LevelSoundAsync(string path, string outputPath, CancellationToken cancel) => WorkAsync(1, () => SoundService.Level(path, outputPath), cancel);

    public Task MarkSoundAsync(string path, SoundFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        WorkAsync(1, () => _sounds.Mark(path, format, mark, outputPath), cancel);

    public Task<IReadOnlyList<string>> AdFontsAsync(CancellationToken cancel) => WorkAsync(1, HostFonts.Find, cancel);

    public Task<AdLook> ComposeAdAsync(AdSheet sheet, string outputPath, CancellationToken cancel) =>
        WorkAsync(1, () => AdDrawing.Draw(sheet, outputPath, cancel), cancel);

    private static Task WorkAsync(int items, Action work, CancellationToken cancel) =>
        WorkAsync(items, () => { work(); return true; }, cancel);

    private static async Task<T> WorkAsync<T>(int items, Func<T> work, CancellationToken cancel)
    {
        ProcessLimits.GrantProcessorTime(PerItem * Math.Max(1, items));
        try
        {
            return await Task.Run(work, cancel);
        }
        catch (CodecLostException)
        {
            // The caller is to hear of this process's end, upon which it tries again with a new one; it comes in a moment.
            await Task.Delay(Timeout.Infinite, cancel);
            throw;
        }
    }
}
