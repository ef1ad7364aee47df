namespace AigcStudio.Benchmarks.Studio.Load;

/// <param name="Clicks">Milliseconds each.</param>
internal sealed record CircuitsSeen(int Count, IReadOnlyList<double> Clicks, ServerMemory Before, ServerMemory With);
