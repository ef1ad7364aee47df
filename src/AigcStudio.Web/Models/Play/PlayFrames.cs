using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Runs;

namespace AigcStudio.Web.Models.Play;

/// <summary>From raw examples to a frame: all pictures in one JPEG, texts as they are, of sounds the waveform.</summary>
public sealed class PlayFrames(IMedia media, StudioFolders folders)
{
    public async Task<PlayFrame> MakeAsync(string raw, DecodeOutcome outcome, CancellationToken cancel)
    {
        var kind = SampleSheet.KindOf(outcome.Form);
        var bare = new PlayFrame(
            kind.ToString().ToLowerInvariant(), outcome.Count, PlayPlan.Of(kind).Columns, null, 0, 0, [], [], outcome.Places, outcome.Codes, outcome.Seconds);
        return outcome.Form switch
        {
            ImageForm form => bare with { Picture = await PictureAsync(raw, form, outcome.Count, bare.Columns, cancel), Width = form.Width, Height = form.Height },
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
