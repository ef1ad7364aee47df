using System.Security.Cryptography;
using System.Threading.Channels;
using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>
/// The production line for files: one hand unpacks, several have the Media processes look, one stores. Queues between them
/// are short, so that the spool never holds more than a few batches.
/// </summary>
internal sealed class Pipeline(ICandidateSource source, ILook look, ImportParts parts, Action<long> progressed) : IItemIntake
{
    /// <summary>Items per flush of the file system.</summary>
    private const int StoreBatch = 1_024;

    private static readonly int Lookers = Math.Clamp(Environment.ProcessorCount, 2, 4);

    private long _done;

    public long Count(IReadOnlyList<Upload> uploads) => source.Count(uploads);

    public async Task RunAsync(IReadOnlyList<Upload> uploads, CancellationToken cancel)
    {
        var candidates = source.ReadAsync(uploads, cancel);
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

    private async Task BatchAsync(
        IAsyncEnumerable<Candidate> candidates, ChannelWriter<List<Candidate>> writer, CancellationToken cancel)
    {
        var batch = new List<Candidate>(look.Batch);
        await foreach (var candidate in candidates.WithCancellation(cancel))
        {
            batch.Add(candidate);
            if (batch.Count == look.Batch)
            {
                await writer.WriteAsync(batch, cancel);
                batch = new List<Candidate>(look.Batch);
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

        var good = new List<Seen>(batch.Count);
        foreach (var (candidate, finding) in batch.Zip(await look.LookAsync(batch, parts, cancel)))
        {
            var refusal = finding.Refusal ?? (IsErased(finding.Path) ? Said.Of("import.erased") : null);
            if (refusal is { } reason)
            {
                parts.Ledger.Refuse(candidate.Name, reason);
            }
            else
            {
                good.Add(finding);
            }

            if (refusal is not null && finding.Refusal is null)
            {
                File.Delete(finding.Path);
            }

            if (refusal is not null || finding.Path != candidate.Path)
            {
                File.Delete(candidate.Path);
            }
        }

        progressed(Interlocked.Add(ref _done, batch.Count));
        return good;
    }

    /// <summary>Asked before the bytes are stored, so that they are never on the disk as a blob.</summary>
    private bool IsErased(string path)
    {
        if (parts.Erased.Count == 0)
        {
            return false;
        }

        using var stream = File.OpenRead(path);
        return parts.Erased.Contains(ContentHash.FromDigest(SHA256.HashData(stream)).Hex);
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

        var stored = parts.Blobs.TakeMany([.. seen.Select(s => s.Path)]);
        parts.Ledger.Keep(seen.Zip(stored, (s, blob) => s.Keep(blob)));
    }
}
