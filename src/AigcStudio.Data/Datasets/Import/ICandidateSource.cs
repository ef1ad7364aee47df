namespace AigcStudio.Data.Datasets.Import;

/// <summary>Turns uploads into files of the spool, one after another.</summary>
internal interface ICandidateSource
{
    /// <summary>How many items the uploads may hold, by their tables of contents and headers.</summary>
    long Count(IReadOnlyList<Upload> uploads);

    IAsyncEnumerable<Candidate> ReadAsync(IReadOnlyList<Upload> uploads, CancellationToken cancel);
}
