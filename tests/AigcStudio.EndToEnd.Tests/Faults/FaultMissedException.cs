namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>A fault had no chance to strike, so that its round tells nothing.</summary>
internal sealed class FaultMissedException(string why) : Exception(why);
