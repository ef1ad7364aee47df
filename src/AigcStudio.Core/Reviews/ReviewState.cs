namespace AigcStudio.Core.Reviews;

public enum ReviewState
{
    Open,
    Approved,
    Rejected,
    NeedsWork,
}
