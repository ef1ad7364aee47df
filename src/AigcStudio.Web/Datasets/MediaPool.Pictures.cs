using AigcStudio.Core;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Web.Datasets;

public sealed partial class MediaPool
{
    public Task<IReadOnlyList<PictureFinding>> InspectPicturesAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel) =>
        LookAsync(
            paths,
            (m, p, _, c) => m.InspectPicturesAsync(p, caps, c),
            new PictureFinding(Said.Of("import.picture.crashed"), "", 0, 0, false, 0),
            _perPicture,
            cancel);

    public Task<IReadOnlyList<int>> DecodePicturesAsync(
        IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel) =>
        DecodeAsync(paths, form, outputPath, (m, p, file, c) => m.DecodePicturesAsync(p, form, file, c), _perPicture, cancel);

    public Task MakeThumbnailAsync(string path, int longSide, string outputPath, CancellationToken cancel) =>
        TwiceAsync(_perPicture, (m, c) => m.MakeThumbnailAsync(path, longSide, outputPath, c), cancel);

    public Task EncodePicturesAsync(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel) =>
        TwiceAsync(_perPicture * Math.Max(1, count), (m, c) => m.EncodePicturesAsync(rawPath, form, count, outputFolder, c), cancel);

    public Task EncodeSheetAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        TwiceAsync(_perPicture * Math.Max(1, count), (m, c) => m.EncodeSheetAsync(rawPath, form, count, columns, outputPath, c), cancel);

    public Task EncodePreviewAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        TwiceAsync(_perPicture, (m, c) => m.EncodePreviewAsync(rawPath, form, count, columns, outputPath, c), cancel);

    public Task MarkClipAsync(
        string rawPath, ImageForm form, int count, int framesPerSecond, string? soundPath, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        TwiceAsync(_perPicture * Math.Max(1, count), (m, c) => m.MarkClipAsync(rawPath, form, count, framesPerSecond, soundPath, mark, outputPath, c), cancel);

    public Task MarkPictureAsync(string path, PictureFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        TwiceAsync(_perPicture, (m, c) => m.MarkPictureAsync(path, format, mark, outputPath, c), cancel);

    public Task<IReadOnlyList<string>> AdFontsAsync(CancellationToken cancel) => TwiceAsync(_perPicture, (m, c) => m.AdFontsAsync(c), cancel);

    public Task<AdLook> ComposeAdAsync(AdSheet sheet, string outputPath, CancellationToken cancel) =>
        TwiceAsync(_perPicture, (m, c) => m.ComposeAdAsync(sheet, outputPath, c), cancel);
}
