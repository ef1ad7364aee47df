namespace AigcStudio.Core.Recommendations;

/// <summary>What is thought of one artifact: by one person, or by a team in the mean.</summary>
/// <param name="Value">-1 (bad) to 1 (good).</param>
/// <param name="Weight">How much it says; one person's star rating is 1.</param>
/// <param name="Stars">Of a star rating; 0 for a judgement of another sort.</param>
public sealed record Opinion(Guid Item, double Value, double Weight, int Stars = 0)
{
    /// <summary>Stars from which on somebody likes a thing.</summary>
    public const int LikedStars = 4;

    public static Opinion OfStars(Guid item, int stars) => new(item, (stars - 3) / 2.0, 1, stars);
}
