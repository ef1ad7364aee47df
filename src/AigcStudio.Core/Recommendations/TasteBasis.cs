namespace AigcStudio.Core.Recommendations;

/// <summary>What an order rests on.</summary>
public enum TasteBasis
{
    /// <summary>Nobody rated enough: newest first.</summary>
    Newest,

    /// <summary>The person rated too little: the team's mean.</summary>
    Team,

    /// <summary>The person's own ratings, leaning on the team's.</summary>
    Personal,
}
