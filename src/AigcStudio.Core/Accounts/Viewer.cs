namespace AigcStudio.Core.Accounts;

/// <summary>Who is looking: every read and every act takes one. To whoever may not see a thing, it does not exist.</summary>
public sealed record Viewer(Guid PersonId, Role Role)
{
    public bool IsAdmin => Role == Role.Admin;

    public bool CanCreate => Role >= Role.Creator;
}
