using AigcStudio.Core;

namespace AigcStudio.Data.Runs;

/// <summary>An act that a run, or a model, cannot follow as it stands: codes <c>runs.*</c> and <c>models.*</c>.</summary>
public sealed class RunException(string code, params object[] arguments) : StudioException(code, arguments);
