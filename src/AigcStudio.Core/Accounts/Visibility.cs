namespace AigcStudio.Core.Accounts;

public enum Visibility
{
    /// <summary>Owner and admins.</summary>
    Private,

    /// <summary>Everyone in the workspace; the default.</summary>
    Shared,
}
