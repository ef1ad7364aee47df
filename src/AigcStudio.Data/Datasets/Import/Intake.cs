using System.Threading.Channels;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>
/// The production line: one hand unpacks, several have the Media processes look, one stores. Queues between them are
/// short, so that the spool never holds more than a few batches.
/// </summary>
internal sealed class Intake(IMedia media, BlobStore blobs, ImportCaps caps, ImportLedger ledger, Action<long> progressed)
{
    /// <summary>Pictures per call to a Media process: enough to hide the call, few enough to cancel quickly.</summary>
    private const int InspectBatch = 64;

    /// <summary>Pictures per flush of the file system.</summary>
    private const int StoreBatch = 1_024;

    private static readonly int Lookers = Math.Clamp(Environment.ProcessorCount, 2, 4);

    private long _done;

    public async Task RunAsync(IAsyncEnumerable<Candidate> candidates, CancellationToken cancel)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var toLook = Channel.CreateBounded<List<Candidate>>(Lookers);
        var toStore = Channel.CreateBounded<List<Seen>>(Lookers);
        var stages = new List<Task>
        {
            Stage(() => BatchAsync(candidates, toLook.Writer, failure.Token), failure),
            Stage(() => StoreAsync(toStore.Reader, failure.Token), failure),
            Stage(() => LookAllAsync(toLook.Reader, toStore.Writer, failure.Token), failure),
        };
        await Task.WhenAll(stages);
    }

    /// <summary>A stage that fails stops the others; the first failure is the one that is told.</summary>
    private static async Task Stage(Func<Task> work, CancellationTokenSource failure)
    {
        try
        {
            await Task.Run(work);
        }
        catch
        {
            await failure.CancelAsync();
            throw;
        }
    }

    private static async Task BatchAsync(
        IAsyncEnumerable<Candidate> candidates, ChannelWriter<List<Candidate>> writer, CancellationToken cancel)
    {
        var batch = new List<Candidate>(InspectBatch);
        await foreach (var candidate in candidates.WithCancellation(cancel))
        {
            batch.Add(candidate);
            if (batch.Count == InspectBatch)
            {
                await writer.WriteAsync(batch, cancel);
                batch = new List<Candidate>(InspectBatch);
            }
        }

        await writer.WriteAsync(batch, cancel);
        writer.Complete();
    }

    private async Task LookAllAsync(ChannelReader<List<Candidate>> reader, ChannelWriter<List<Seen>> writer, CancellationToken cancel)
    {
        await Parallel.ForEachAsync(
            reader.ReadAllAsync(cancel),
            new ParallelOptions { MaxDegreeOfParallelism = Lookers, CancellationToken = cancel },
            async (batch, token) => await writer.WriteAsync(await LookAsync(batch, token), token));
        writer.Complete();
    }

    private async Task<List<Seen>> LookAsync(List<Candidate> batch, CancellationToken cancel)
    {
        if (batch.Count == 0)
        {
            return [];
        }

        var findings = await media.InspectPicturesAsync([.. batch.Select(c => c.Path)], caps.Pictures, cancel);
        var good = new List<Seen>(batch.Count);
        foreach (var (candidate, finding) in batch.Zip(findings))
        {
            if (finding.Refusal is { } reason)
            {
                ledger.Refuse(candidate.Name, reason);
                File.Delete(candidate.Path);
            }
            else
            {
                good.Add(new Seen(candidate, finding));
            }
        }

        progressed(Interlocked.Add(ref _done, batch.Count));
        return good;
    }

    private async Task StoreAsync(ChannelReader<List<Seen>> reader, CancellationToken cancel)
    {
        var waiting = new List<Seen>(StoreBatch);
        await foreach (var batch in reader.ReadAllAsync(cancel))
        {
            waiting.AddRange(batch);
            if (waiting.Count >= StoreBatch)
            {
                Store(waiting);
                waiting.Clear();
            }
        }

        Store(waiting);
    }

    private void Store(List<Seen> seen)
    {
        if (seen.Count == 0)
        {
            return;
        }

        var stored = blobs.TakeMany([.. seen.Select(s => s.Candidate.Path)]);
        ledger.Keep(seen.Zip(stored, (s, blob) => new Kept(
            s.Candidate.Sequence,
            s.Candidate.Name,
            s.Candidate.Label,
            blob.Hash,
            blob.Length,
            s.Finding.Width,
            s.Finding.Height,
            s.Finding.Colour,
            s.Finding.PerceptualHash)));
    }

    private sealed record Seen(Candidate Candidate, PictureFinding Finding);
}
