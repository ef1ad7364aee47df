using AigcStudio.Core;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// Thrown by a handler whose child died under it: the job is taken up again, from whatever the attempt left behind,
/// until its workers have died of it too often.
/// </summary>
public sealed class WorkerLostException(Said cause) : StudioException(cause.Code, [.. cause.Arguments])
{
    public Said Cause { get; } = cause;
}
