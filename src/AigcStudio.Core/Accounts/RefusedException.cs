namespace AigcStudio.Core.Accounts;

/// <summary>An act that this person may not do, or on a thing that does not exist for them.</summary>
public sealed class RefusedException(string code, params object[] arguments) : StudioException(code, arguments)
{
    /// <summary>Other people's and missing things answer alike.</summary>
    public static RefusedException NotFound() => new("refused.notFound");

    public static RefusedException NotAllowed() => new("refused.notAllowed");
}
