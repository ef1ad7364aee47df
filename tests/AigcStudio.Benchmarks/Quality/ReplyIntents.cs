using AigcStudio.Data.Models.Replies;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// Whether drafts answer what was asked: a draft has the intent of the human reply, among those that the model learned from, whose words are
/// nearest to its own. Chance is two letters of the file, taken blindly, having the same intent.
/// </summary>
internal static class ReplyIntents
{
    private const double Wanted = 3;

    internal static void Print(TextFile store, IReadOnlyCollection<(int Item, IReadOnlyList<string> Drafts)> drafts)
    {
        // Searched by what replies say, so a reply stands where the index looks for questions.
        var replies = store.Items(heldOut: false).Select(i => new HumanPair(store[i].Reply, store[i].Label, store[i].Label)).ToList();
        var index = new PairIndex(replies);
        var intents = drafts.SelectMany(d => d.Drafts.Select(t => (store[d.Item].Label, Draft: t))).ToList();
        var right = intents.Average(i => index.Nearest(i.Draft, 1) is [var near] && near.Pair.Label == i.Label ? 1.0 : 0);
        var chance = replies.CountBy(r => r.Label!).Sum(g => Math.Pow((double)g.Value / replies.Count, 2));
        Console.WriteLine($"{right:P1} of {intents.Count} drafts to {drafts.Count} held-out questions have the intent of the question; chance {chance:P1}, "
            + $"{right / chance:F1} times as often (wanted: {Wanted:F0}); the held-out replies themselves: {OfPeople(store, index):P1}");
    }

    private static double OfPeople(TextFile store, PairIndex index) =>
        store.Items(heldOut: true).Average(i => index.Nearest(store[i].Reply, 1) is [var near] && near.Pair.Label == store[i].Label ? 1.0 : 0);
}
