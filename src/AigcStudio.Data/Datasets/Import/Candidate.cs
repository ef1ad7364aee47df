namespace AigcStudio.Data.Datasets.Import;

/// <summary>A file of the spool that may be a picture or a sound. Whoever holds it last deletes or moves it.</summary>
/// <param name="Sequence">Its place in the upload; of two equal items the first is kept.</param>
/// <param name="Name">For people.</param>
/// <param name="Label">Its folder's name, or what else was chosen; null for none.</param>
internal sealed record Candidate(long Sequence, string Name, string? Label, string Path);
