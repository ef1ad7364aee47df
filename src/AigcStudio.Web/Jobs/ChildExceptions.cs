using AigcStudio.Core;

namespace AigcStudio.Web.Jobs;

/// <summary>A refusal that a child spoke: its code and arguments, as if thrown here.</summary>
public sealed class ChildRefusedException(Said said) : StudioException(said.Code, [.. said.Arguments]);

/// <summary>
/// The child went away during a call, or before it: <c>jobs.child.outOfMemory(name)</c>, <c>jobs.child.ended(name, code)</c>.
/// </summary>
public sealed class ChildEndedException(ChildExit exit) : StudioException(exit.Sentence.Code, [.. exit.Sentence.Arguments])
{
    public ChildExit Exit { get; } = exit;
}

/// <summary>The child did not come up: <c>jobs.child.notStarted(name, log)</c>.</summary>
public sealed class ChildNotStartedException(string program, string logFile)
    : StudioException("jobs.child.notStarted", program, Path.GetFileName(logFile));
