namespace AigcStudio.Core.Gallery;

/// <summary>A file that may not leave the house as it is: its mark did not come back, or its label could not be drawn.</summary>
public sealed class ExportException(string code, params object[] arguments) : StudioException(code, arguments);
