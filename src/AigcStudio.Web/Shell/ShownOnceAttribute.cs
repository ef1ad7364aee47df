namespace AigcStudio.Web.Shell;

/// <summary>The answer holds a secret that is stored nowhere: a repeated request gets the same answer without it.</summary>
/// <param name="property">Of the answer's JSON.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShownOnceAttribute(string property) : Attribute
{
    public string Property { get; } = property;
}
