namespace AigcStudio.Core.Runs;

/// <summary>
/// What an Engine will not do now: <c>engine.busy</c> (it trains already), <c>engine.noSuchDevice(id)</c>, <c>engine.outOfMemory(id)</c>.
/// </summary>
public sealed class EngineException(string code, params object[] arguments) : StudioException(code, arguments);
