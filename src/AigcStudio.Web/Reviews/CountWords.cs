using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Reviews;

/// <summary>Sentences of the desk that count something: one is said otherwise than many.</summary>
public static class CountWords
{
    /// <param name="count">Ratings, at least 1.</param>
    public static string Mean(Texts texts, double stars, int count) => texts[CodeOf("reviews.reveal.mean", count), stars, count];

    public static string Asked(Texts texts, int people) => texts[CodeOf("reviews.ask.done", people), people];

    public static string LinkTo(Texts texts, int artifacts) => texts[CodeOf("reviews.guest.dialog", artifacts), artifacts];

    public static string Voted(Texts texts, int duels, int people) => texts["reviews.leaderboard.counts",
        texts[CodeOf("reviews.leaderboard.counts.duels", duels), duels], texts[CodeOf("reviews.leaderboard.counts.people", people), people]];

    private static string CodeOf(string code, int count) => count == 1 ? code + ".one" : code;
}
