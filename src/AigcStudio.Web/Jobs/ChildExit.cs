using AigcStudio.Core;

namespace AigcStudio.Web.Jobs;

/// <summary>How a child ended: the exit status, or 128 + the signal that ended it.</summary>
/// <param name="Killed">True where the studio itself killed it.</param>
public sealed record ChildExit(string Program, int Code, bool Killed)
{
    private const int KilledBySignal = 128 + 9;
    private const int Aborted = 128 + 6;

    /// <summary>True where its log says that memory could not be had.</summary>
    public bool SaidNoMemory { get; init; }

    /// <summary>The last lines it printed, oldest first, each made harmless; few and short.</summary>
    public IReadOnlyList<string> LastWords { get; init; } = [];

    /// <summary>A kill that was not ours is the kernel's, for memory; an abort after words about memory is libtorch's.</summary>
    public bool OutOfMemory => !Killed && (Code == KilledBySignal || (Code == Aborted && SaidNoMemory));

    public Said Sentence => OutOfMemory
        ? Said.Of("jobs.child.outOfMemory", Program)
        : Said.Of("jobs.child.ended", Program, Code);
}
