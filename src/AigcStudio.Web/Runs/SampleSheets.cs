using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Runs;

/// <summary>From the raw samples of a step to the sheet that pages show.</summary>
public sealed class SampleSheets(IMedia media, BlobStore blobs, StudioFolders folders)
{
    /// <exception cref="Core.StudioException">The Media process could not encode them; the training goes on without.</exception>
    public async Task<RunSample> KeepAsync(Guid runId, RunEvent happened, SamplesDrawn drawn)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(drawn.Count));
        var sheet = folders.NewSpoolFile();
        try
        {
            if (drawn.Form is ImageForm pictures)
            {
                await media.EncodeSheetAsync(drawn.File, pictures, drawn.Count, columns, sheet, CancellationToken.None);
            }
            else
            {
                File.Move(drawn.File, sheet);
            }

            var blob = blobs.Take(sheet);
            return new RunSample
            {
                RunId = runId,
                Step = drawn.Step,
                BlobHash = blob.Hash.Hex,
                Count = drawn.Count,
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
}
