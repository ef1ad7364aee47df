using AigcStudio.Core;

namespace AigcStudio.Data.Jobs;

/// <summary>An act that a job cannot follow as it stands: codes <c>jobs.*</c>.</summary>
public sealed class JobException(string code, params object[] arguments) : StudioException(code, arguments);
