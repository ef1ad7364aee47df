namespace AigcStudio.Core.Gallery;

/// <summary>A picture that cannot be enlarged. Codes: <c>enlarge.noModel</c>, <c>enlarge.otherModel</c>, <c>enlarge.noPicture</c>, <c>enlarge.tooLarge(side)</c>.</summary>
public sealed class EnlargeException(string code, params object[] arguments) : StudioException(code, arguments);
