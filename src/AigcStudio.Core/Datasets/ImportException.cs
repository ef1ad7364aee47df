namespace AigcStudio.Core.Datasets;

/// <summary>An upload or import that cannot go on; refusals of single items are findings in the health report instead.</summary>
public sealed class ImportException(string code, params object[] arguments) : StudioException(code, arguments);
