using System.Text.Json;
using System.Threading.Channels;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Gallery;

/// <summary>
/// Holds what was drawn against what its model learned from, one draw after another, once its artifacts are in the gallery: no draw waits for it.
/// The line is kept in memory. What a stop or a failure cuts short stays unchecked.
/// </summary>
public sealed class CopyChecks(DatasetPacks packs, IEngine engine, DrawnArtifacts drawn, StudioFolders folders, ILogger<CopyChecks> log)
{
    private readonly Channel<DrawnRaw> _waiting = Channel.CreateUnbounded<DrawnRaw>(new UnboundedChannelOptions { SingleReader = true });

    /// <param name="raw">The raw examples; the file is taken over.</param>
    /// <param name="device">Whose Engine drew them.</param>
    public void Add(PlannedDraw draw, ExampleForm form, string raw, string device)
    {
        var kept = folders.NewSpoolFile();
        File.Move(raw, kept);
        _waiting.Writer.TryWrite(new DrawnRaw(draw, form, kept, device));
    }

    /// <summary>Completes when a draw waits.</summary>
    public async Task WaitAsync(CancellationToken cancel) => await _waiting.Reader.WaitToReadAsync(cancel);

    /// <summary>Checks all that waits.</summary>
    public async Task CheckAsync(CancellationToken cancel)
    {
        while (_waiting.Reader.TryRead(out var next))
        {
            try
            {
                await CompareAsync(next, cancel);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
            {
                // The draw itself is well: whatever is wrong here, its artifacts are there and can be judged.
                log.LogWarning(fault, "What generation {Generation} drew was not compared with its training items.", next.Draw.Generation.Id);
            }
            finally
            {
                File.Delete(next.Path);
            }
        }
    }

    private async Task CompareAsync(DrawnRaw raw, CancellationToken cancel)
    {
        var learned = JsonSerializer.Deserialize<ExampleForm>(raw.Draw.LearnedForm)!;
        var pack = await packs.PrepareAsync(raw.Draw.VersionId, learned, null, cancel);
        var request = new CompareRequest(pack, raw.Path, raw.Form, raw.Draw.Generation.Count, raw.Device);
        await drawn.CompareAsync(raw.Draw.Generation.Id, await engine.CompareAsync(request, cancel), cancel);
    }

    private sealed record DrawnRaw(PlannedDraw Draw, ExampleForm Form, string Path, string Device);
}
