using AigcStudio.Core;

namespace AigcStudio.Data.Gallery;

/// <summary>A draw that cannot be made.</summary>
public sealed class DrawingException(string code, params object[] arguments) : StudioException(code, arguments);
