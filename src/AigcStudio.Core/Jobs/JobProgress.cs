namespace AigcStudio.Core.Jobs;

/// <summary>How far a long work is, in its own units.</summary>
/// <param name="Phase">Code of what it is doing, for example <c>phase.decoding</c>.</param>
public sealed record JobProgress(string Phase, long Done, long Total);
