namespace AigcStudio.Core.Accounts;

/// <summary>What a person may do; each includes what stands before it.</summary>
public enum Role
{
    /// <summary>Sees shared artifacts, rates and reviews them.</summary>
    Reviewer,

    /// <summary>Uploads, trains, draws, delivers.</summary>
    Creator,

    /// <summary>Sees every job and device, manages people and storage.</summary>
    Admin,
}
