namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>A run, a fault, and whether everything held.</summary>
/// <param name="Moment">Where the fault struck, or why it did not.</param>
/// <param name="Outcome"><c>survived</c>, <c>missed</c>, or what broke.</param>
/// <param name="Unknown">Blobs without a row that it left to the next clean-up.</param>
internal sealed record Round(int Seed, string Fault, string Moment, string Outcome, int Unknown, double Seconds)
{
    public const string Survived = "survived";
    public const string Missed = "missed";

    public bool HasFailed => Outcome is not (Survived or Missed);

    /// <summary>Trains a run, lets the fault strike, brings all up again, and looks.</summary>
    public static async Task<Round> PlayAsync(FaultLab lab, int seed, IFault fault)
    {
        var since = TimeProvider.System.GetTimestamp();
        var moment = "";
        try
        {
            var run = await lab.QueueAsync();
            var missed = false;
            try
            {
                moment = await fault.StrikeAsync(lab, run, new Random(seed));
            }
            catch (FaultMissedException why)
            {
                (moment, missed) = (why.Message, true);
            }

            await lab.FinishAsync(run, fault.MayFailTheRun);
            var broken = await Invariants.BrokenAsync(lab, run);
            var unknown = (await Invariants.UnknownBlobsAsync(lab)).Count;
            await Leftovers.ThinAsync(lab);
            return new Round(seed, fault.Name, moment, broken.Count > 0 ? string.Join(' ', broken) : missed ? Missed : Survived, unknown, Seconds());
        }
        catch (Exception e) when (e is not FaultMissedException)
        {
            return new Round(seed, fault.Name, moment, e.Message, 0, Seconds());
        }

        double Seconds() => TimeProvider.System.GetElapsedTime(since).TotalSeconds;
    }
}
