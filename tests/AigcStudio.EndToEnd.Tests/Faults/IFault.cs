namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>One kind of harm, done from outside to a studio that works; it is over when the strike returns, whatever it broke.</summary>
internal interface IFault
{
    /// <summary>As the ledger of rounds calls it.</summary>
    string Name { get; }

    /// <summary>True where a loud failure of the run is a right answer; it must still go on from its last checkpoint when asked to.</summary>
    bool MayFailTheRun => false;

    /// <summary>Why it cannot be done here; null where it can.</summary>
    string? WhyNot(FaultLab lab) => null;

    /// <param name="run">A training under way.</param>
    /// <param name="chance">Of the round's seed: the moment and the place.</param>
    /// <returns>What was done, and where.</returns>
    /// <exception cref="FaultMissedException">It had no chance to strike: nothing was harmed.</exception>
    Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance);
}
