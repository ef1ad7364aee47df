using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Runs;

namespace AigcStudio.Web.Models.Play;

/// <summary>From raw examples to a frame: all pictures in one JPEG, texts as they are, of sounds the waveform.</summary>
public sealed class PlayFrames(IMedia media, StudioFolders folders)
{
    /// <param name="pixels">True for pictures as they come from the model: ten times the bytes, but nothing to pack and unpack.</param>
    public async Task<PlayFrame> MakeAsync(string raw, DecodeOutcome outcome, bool pixels, CancellationToken cancel)
    {
        var kind = SampleSheet.KindOf(outcome.Form);
        var bare = new PlayFrame(
            kind.ToString().ToLowerInvariant(), outcome.Count, PlayPlan.Of(kind).Columns, null, 0, 0, 0, [], [], outcome.Places, outcome.Codes, outcome.Seconds);
        return outcome.Form switch
        {
            ImageForm form => bare with
            {
                Picture = pixels ? null : await PictureAsync(raw, form, outcome.Count, bare.Columns, cancel),
                Planes = pixels ? await File.ReadAllBytesAsync(raw, cancel) : null,
                Width = form.Width,
                Height = form.Height,
                Channels = form.Channels,
            },
            AudioForm form => bare with { Sounds = await SoundsAsync(raw, form, outcome.Count, cancel) },
            var form => bare with { Texts = await RawTexts.ReadAsync(raw, form, outcome.Count, cancel).ToListAsync(cancel) },
        };
    }

    private async Task<byte[]> PictureAsync(string raw, ImageForm form, int count, int columns, CancellationToken cancel)
    {
        var sheet = folders.NewSpoolFile();
        try
        {
            await media.EncodePreviewAsync(raw, form, count, Math.Min(columns, count), sheet, cancel);
            return await File.ReadAllBytesAsync(sheet, cancel);
        }
        finally
        {
            File.Delete(sheet);
        }
    }

    private async Task<IReadOnlyList<SoundLook>> SoundsAsync(string raw, AudioForm form, int count, CancellationToken cancel)
    {
        var folder = folders.NewSpoolFolder();
        try
        {
            return await media.EncodeSoundsAsync(raw, form, count, folder, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
