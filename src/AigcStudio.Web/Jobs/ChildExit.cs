using AigcStudio.Core;

namespace AigcStudio.Web.Jobs;

/// <summary>How a child ended: the exit status, or 128 + the signal that ended it.</summary>
/// <param name="Killed">True where the studio itself killed it.</param>
public sealed record ChildExit(string Program, int Code, bool Killed)
{
    private const int KilledBySignal = 128 + 9;

    /// <summary>A kill that was not ours is the kernel's, for memory.</summary>
    public bool OutOfMemory => Code == KilledBySignal && !Killed;

    public Said Sentence => OutOfMemory
        ? Said.Of("jobs.child.outOfMemory", Program)
        : Said.Of("jobs.child.ended", Program, Code);
}
