namespace AigcStudio.Benchmarks.Seeds;

/// <summary>Questions of the tea house's customers and the replies of its service, a dozen intents, each pair once.</summary>
internal static class Letters
{
    private const int Tries = 20_000;

    private static readonly string[] Hellos = ["Hi, ", "Hello, ", "Good morning, ", "", "", ""];

    private static readonly string[] Thanks =
        ["Thank you for writing to us.", "Thanks for asking.", "Good to hear from you.", "Thank you for your message.", "Thank you for your patience.", ""];

    private static readonly string[] Farewells =
        ["Warm regards, Nordlys", "Have a good cup, Nordlys", "All the best, Nordlys", "See you soon, Nordlys", "Kind regards, Nordlys"];

    internal static IEnumerable<(string Question, string Reply, string Intent)> All(int perIntent)
    {
        foreach (var (intent, number) in LetterIntents.All.Select((intent, number) => (intent, number)))
        {
            var dice = new Dice(100 + number);
            var seen = new HashSet<string>();
            for (var i = 0; i < Tries && seen.Count < perIntent; i++)
            {
                var (question, body) = intent.Write(dice);
                question = Started(dice.OneOf(Hellos), question);
                if (seen.Add(question))
                {
                    yield return (question, $"{dice.OneOf(Thanks)} {body} {dice.OneOf(Farewells)}".Trim(), intent.Name);
                }
            }
        }
    }

    // After a greeting the question goes on in small letters, except "I" and names.
    private static string Started(string hello, string question) =>
        hello.Length == 0 || question.StartsWith("I ", StringComparison.Ordinal) || question.StartsWith("I'", StringComparison.Ordinal)
            || Tea.All.Any(t => question.StartsWith(t.Name, StringComparison.Ordinal))
            ? hello + question
            : hello + char.ToLowerInvariant(question[0]) + question[1..];
}
