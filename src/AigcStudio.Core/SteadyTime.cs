namespace AigcStudio.Core;

/// <summary>
/// The hour as it was when this clock was made, and the monotonic time since: two of its hours are as far apart as they really were, whoever
/// sets the host's clock in between.
/// </summary>
public sealed class SteadyTime(TimeProvider time) : TimeProvider
{
    private readonly DateTimeOffset _began = time.GetUtcNow();
    private readonly long _since = time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _began + time.GetElapsedTime(_since);
}
