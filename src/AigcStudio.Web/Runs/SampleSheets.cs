using System.Text.Json;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Runs;

/// <summary>From the raw samples of a step to the sheet that pages show: see <see cref="RunSample"/> for what it is of each kind.</summary>
public sealed class SampleSheets(IMedia media, BlobStore blobs, StudioFolders folders)
{
    /// <exception cref="Core.StudioException">The Media process could not encode them; the training goes on without.</exception>
    public async Task<RunSample> KeepAsync(Guid runId, RunEvent happened, SamplesDrawn drawn)
    {
        // Originals and what was made of them stand in a row each.
        var columns = drawn.Echoes > 0 ? drawn.Echoes : (int)Math.Ceiling(Math.Sqrt(drawn.Count));
        var sheet = folders.NewSpoolFile();
        try
        {
            await WriteAsync(drawn, columns, sheet);
            var blob = blobs.Take(sheet);
            return new RunSample
            {
                RunId = runId,
                Step = drawn.Step,
                BlobHash = blob.Hash.Hex,
                Count = drawn.Count,
                Echoes = drawn.Echoes,
                Columns = columns,
                At = happened.At,
            };
        }
        finally
        {
            File.Delete(drawn.File);
            File.Delete(sheet);
        }
    }

    private async Task WriteAsync(SamplesDrawn drawn, int columns, string sheet)
    {
        switch (drawn.Form)
        {
            case ImageForm pictures:
                await media.EncodeSheetAsync(drawn.File, pictures, drawn.Total, columns, sheet, CancellationToken.None);
                break;
            case AudioForm sounds:
                await JoinAsync(drawn, sounds, sheet);
                break;
            default:
                var texts = await RawTexts.ReadAsync(drawn.File, drawn.Form, drawn.Total, CancellationToken.None).ToListAsync();
                await File.WriteAllBytesAsync(sheet, JsonSerializer.SerializeToUtf8Bytes(texts));
                break;
        }
    }

    // Clips of one length one after another are one long clip.
    private async Task JoinAsync(SamplesDrawn drawn, AudioForm form, string sheet)
    {
        var folder = folders.NewSpoolFolder();
        try
        {
            await media.EncodeSoundsAsync(drawn.File, form with { Samples = form.Samples * drawn.Total }, 1, folder, CancellationToken.None);
            File.Move(Path.Combine(folder, "000000.wav"), sheet);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
