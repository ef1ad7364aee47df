using AigcStudio.EndToEnd.Tests.Faults.Kinds;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>The faults in the turn in which rounds take them: kills, which have most places to strike, oftenest.</summary>
internal static class FaultKinds
{
    public static IReadOnlyList<IFault> All { get; } =
    [
        new KilledEngine(), new KilledAtCall(ofEngine: false), new BusyDatabase(), new KilledStudio(), new KilledAtCall(ofEngine: true),
        new FailedSync(), new PausedStudio(), new KilledAtCall(ofEngine: false), new StarvedEngine(), new BrokenUpload(), new DeafEngine(),
        new KilledAtCall(ofEngine: false), new FullDisk(), new KilledStudio(), new PausedEngine(), new EqualPosts(),
    ];

    public static IFault Of(int seed) => All[seed % All.Count];
}
