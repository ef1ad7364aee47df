using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Gallery;
using AigcStudio.Media.Jobs;

namespace AigcStudio.Media.Datasets;

/// <summary>The door of this process. Each call computes on a thread of its own and looks at its token between pictures.</summary>
internal sealed class PictureService : IMedia
{
    private static readonly TimeSpan PerPicture = TimeSpan.FromSeconds(60);

    public Task<IReadOnlyList<PictureFinding>> InspectPicturesAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel) =>
        WorkAsync<IReadOnlyList<PictureFinding>>(paths.Count, () => [.. paths.Select(p => Each(p, caps, cancel))], cancel);

    public Task<IReadOnlyList<int>> DecodePicturesAsync(IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel) =>
        WorkAsync<IReadOnlyList<int>>(paths.Count, () => DecodeAll(paths, form, outputPath, cancel), cancel);

    public Task MakeThumbnailAsync(string path, int longSide, string outputPath, CancellationToken cancel) =>
        WorkAsync(1, () => Thumbnail.Make(path, longSide, outputPath), cancel);

    public Task EncodePicturesAsync(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel) =>
        WorkAsync(count, () => RawPictures.EncodeEach(rawPath, form, count, outputFolder, cancel), cancel);

    public Task EncodeSheetAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        WorkAsync(count, () => RawPictures.EncodeSheet(rawPath, form, count, columns, outputPath, cancel), cancel);

    public Task MarkPictureAsync(string path, PictureFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        WorkAsync(1, () => MarkedPicture.Write(path, format, mark, outputPath), cancel);

    private static PictureFinding Each(string path, PictureCaps caps, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return PictureInspection.Inspect(path, caps);
    }

    private static List<int> DecodeAll(IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel)
    {
        var bad = new List<int>();
        using var output = new FileStream(outputPath, FileMode.Create, FileAccess.Write);
        var example = new byte[form.ExampleBytes];
        for (var i = 0; i < paths.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                PictureDecoding.Decode(paths[i], form, example);
            }
            catch (ImportException)
            {
                bad.Add(i);
                Array.Clear(example);
            }

            output.Write(example);
        }

        return bad;
    }

    private static Task WorkAsync(int pictures, Action work, CancellationToken cancel) =>
        WorkAsync(pictures, () => { work(); return true; }, cancel);

    private static Task<T> WorkAsync<T>(int pictures, Func<T> work, CancellationToken cancel)
    {
        ProcessLimits.GrantProcessorTime(PerPicture * Math.Max(1, pictures));
        return Task.Run(work, cancel);
    }
}
