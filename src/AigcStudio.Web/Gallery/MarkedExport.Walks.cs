using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

public sealed partial class MarkedExport
{
    /// <summary>
    /// Examples in a row as one marked file: pictures as a clip, sounds one after another, texts below one another. The registry enters it under
    /// the artifact that it begins with. The caller disposes it, which deletes it from the spool.
    /// </summary>
    /// <exception cref="StudioException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>, <c>export.noFfmpeg</c>.</exception>
    public Task<(Stream File, DeliveryFormat Format)> WalkAsync(Viewer viewer, ArtifactTile first, Walk walk, CancellationToken cancel) => SpoolAsync(
        async path =>
        {
            var mark = MarkOf(await workspace.GetAsync(cancel), first.Id);
            var format = await WriteAsync(walk, first, mark, path, cancel);
            await book.EnterAsync(viewer, first, format, path, cancel);
            return format;
        });

    /// <summary>A sound that only a page plays: marked as made with the model, not entered in the registry.</summary>
    /// <exception cref="StudioException"><c>export.markNotRead</c>.</exception>
    public async Task<Stream> HeardAsync(Guid modelId, Walk sound, CancellationToken cancel) => (await SpoolAsync(
        async path =>
        {
            var mark = MarkOf(await workspace.GetAsync(cancel), modelId) with { VisibleText = null };
            await JoinAsync(sound, (AudioForm)sound.Form, mark, path, cancel);
            return true;
        })).File;

    private async Task<DeliveryFormat> WriteAsync(Walk walk, ArtifactTile first, ProvenanceMark mark, string path, CancellationToken cancel)
    {
        switch (walk.Form)
        {
            case ImageForm pictures:
                await media.MarkClipAsync(walk.Raw, pictures, walk.Count, walk.PerSecond, walk.Sound, mark, path, cancel);
                return DeliveryFormat.Mp4;
            case AudioForm sounds:
                await JoinAsync(walk, sounds, mark, path, cancel);
                return DeliveryFormat.Get(Modality.Audio, "wav");
            default:
                var lines = await RawTexts.ReadAsync(walk.Raw, walk.Form, walk.Count, cancel).ToListAsync(cancel);
                await File.WriteAllBytesAsync(path, MarkedText.Write(DeliveryFormat.Txt, first, string.Join("\n\n", lines), mark), cancel);
                return DeliveryFormat.Txt;
        }
    }

    // Clips of one length one after another are one long clip.
    private async Task JoinAsync(Walk walk, AudioForm form, ProvenanceMark mark, string path, CancellationToken cancel)
    {
        var folder = folders.NewSpoolFolder();
        try
        {
            await media.EncodeSoundsAsync(walk.Raw, form with { Samples = form.Samples * walk.Count }, 1, folder, cancel);
            await media.MarkSoundAsync(Path.Combine(folder, "000000.wav"), SoundFormat.Wav, mark, path, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(Stream File, T Answer)> SpoolAsync<T>(Func<string, Task<T>> write)
    {
        var path = folders.NewSpoolFile();
        try
        {
            var answer = await write(path);
            return (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose), answer);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
