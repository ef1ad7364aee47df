namespace AigcStudio.Core.Jobs;

/// <summary>How libtorch says that memory could not be had. Its exceptions have no kind of their own for it: the sentence is all there is to go by.</summary>
public static class NoMemory
{
    /// <summary>Of the CUDA allocator and of the processor's; both are followed by what was asked for.</summary>
    public static IReadOnlyList<string> Words { get; } = ["out of memory", "can't allocate memory"];
}
