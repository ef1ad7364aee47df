namespace AigcStudio.Core.Gallery;

/// <summary>
/// <c>play.noSpace</c>: the model has no latent space to play in; <c>play.badCode</c>: no code, or one that is not of finite numbers;
/// <c>play.codeLength(given, length)</c>; <c>play.tooMany(most)</c>, <c>play.nothing</c>; <c>play.sliders(given, most)</c>;
/// <c>play.outOfRange(least, most)</c>; <c>play.walkNeedsTwo</c>.
/// </summary>
public sealed class PlayException(string code, params object[] arguments) : StudioException(code, arguments);
