namespace AigcStudio.Benchmarks.Seeds;

/// <summary>One of the tea house's six blends, named after its palettes, with what may be said of it.</summary>
/// <param name="Kind">What it is, without article.</param>
/// <param name="Notes">What it tastes of.</param>
/// <param name="Moments">When it is drunk: "for ...".</param>
/// <param name="Colour">In the cup.</param>
/// <param name="Celsius">Of the water.</param>
/// <param name="Minutes">To steep.</param>
/// <param name="Caffeine">One sentence.</param>
/// <param name="Allergens">One sentence.</param>
internal sealed record Tea(
    string Name, string Kind, string[] Notes, string[] Moments, string Colour, int Celsius, string Minutes, string Caffeine, string Allergens)
{
    public static IReadOnlyList<Tea> All { get; } =
    [
        new("Dawn", "black tea", ["malt", "honey", "warm toast", "dark plum"],
            ["early mornings", "the first cup of the day", "slow breakfasts", "Monday mornings"], "amber", 95, "three to four minutes",
            "Dawn is a black tea and has the most caffeine of our blends, about half of what coffee has.", "Dawn is pure black tea and free of the 14 main allergens."),
        new("Moss", "green tea", ["spring rain", "fresh grass", "young peas", "wild herbs"],
            ["clear heads", "long walks", "the desk by the window", "quiet afternoons"], "pale green", 75, "two minutes",
            "Moss is a green tea with a gentle amount of caffeine, about a third of what coffee has.", "Moss is pure green tea and free of the 14 main allergens."),
        new("Clay", "spiced chai", ["cardamom", "cinnamon", "ginger", "clove"],
            ["rainy days", "woollen socks", "the walk home", "cold hands"], "copper", 95, "five minutes",
            "Clay is made with black tea, so it has about as much caffeine as Dawn.", "Clay contains no nuts, but it is packed in a room where almonds are handled."),
        new("Fjord", "mint infusion", ["peppermint", "sea air", "lemon balm", "cool pine"],
            ["the hour after dinner", "deep breaths", "hot days", "the end of a long meal"], "silver green", 100, "six minutes",
            "Fjord is a herbal infusion and has no caffeine at all.", "Fjord is made of herbs only and free of the 14 main allergens."),
        new("Blush", "rosehip infusion", ["rosehip", "hibiscus", "red apple", "raspberry"],
            ["afternoons with friends", "garden chairs", "small celebrations", "the good cups"], "ruby red", 100, "six minutes",
            "Blush is a fruit infusion and has no caffeine at all.", "Blush is made of fruit and flowers only and free of the 14 main allergens."),
        new("Night", "chamomile blend", ["chamomile", "lavender", "vanilla", "soft hay"],
            ["late evenings", "the last page of the book", "tired feet", "a good night"], "pale gold", 100, "five minutes",
            "Night is a herbal blend and has no caffeine, so it goes well with a late evening.", "Night contains chamomile, which some people with a ragweed allergy avoid; it has none of the 14 main allergens."),
    ];
}
