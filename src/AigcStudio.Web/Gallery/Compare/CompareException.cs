using AigcStudio.Core;

namespace AigcStudio.Web.Gallery.Compare;

/// <summary>Artifacts that cannot be compared with one another.</summary>
public sealed class CompareException(string code, params object[] arguments) : StudioException(code, arguments);
