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
            await WriteAsync(drawn.File, drawn.Form, drawn.Total, columns, sheet, CancellationToken.None);
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

    /// <summary>Raw examples to one file: a PNG of rows, one WAV of clips one after another, a JSON list of texts.</summary>
    public async Task WriteAsync(string raw, ExampleForm form, int count, int columns, string sheet, CancellationToken cancel)
    {
        switch (form)
        {
            case ImageForm pictures:
                await media.EncodeSheetAsync(raw, pictures, count, columns, sheet, cancel);
                break;
            case AudioForm sounds:
                await JoinAsync(raw, sounds, count, sheet, cancel);
                break;
            default:
                var texts = await RawTexts.ReadAsync(raw, form, count, cancel).ToListAsync(cancel);
                await File.WriteAllBytesAsync(sheet, JsonSerializer.SerializeToUtf8Bytes(texts), cancel);
                break;
        }
    }

    // Clips of one length one after another are one long clip.
    private async Task JoinAsync(string raw, AudioForm form, int count, string sheet, CancellationToken cancel)
    {
        var folder = folders.NewSpoolFolder();
        try
        {
            await media.EncodeSoundsAsync(raw, form with { Samples = form.Samples * count }, 1, folder, cancel);
            File.Move(Path.Combine(folder, "000000.wav"), sheet);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
