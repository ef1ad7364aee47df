namespace AigcStudio.Benchmarks.Seeds;

/// <summary>What a customer may want.</summary>
/// <param name="Write">A question, and the body of its reply without greeting and farewell.</param>
internal sealed record LetterIntent(string Name, Func<Dice, (string Question, string Body)> Write)
{
    /// <summary>An intent in which one thing is asked about (a day, a country, a blend) and what is said of it follows from it.</summary>
    /// <param name="questions">With <c>{0}</c> where the thing is named.</param>
    /// <param name="answers">With <c>{0}</c> for the thing and <c>{1}</c> for what is said of it.</param>
    /// <param name="endings">A second sentence.</param>
    internal static LetterIntent About(string name, (string Thing, string Said)[] things, string[] questions, string[] answers, string[] endings) =>
        new(name, dice =>
        {
            var (thing, said) = dice.OneOf(things);
            return (string.Format(null, dice.OneOf(questions), thing), string.Format(null, dice.OneOf(answers), thing, said) + " " + dice.OneOf(endings));
        });
}
