using System.Text.RegularExpressions;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>
/// Writes the tea house's advertisements: four tones in five channels (shelf card, social post, e-mail subject, banner, product page),
/// from templates in which a blend, its notes and its moments take their places. One seed a tone: the same lines every time.
/// </summary>
internal static partial class AdCopy
{
    private const int Tries = 200_000;

    /// <summary>The lines of every tone, no line twice.</summary>
    internal static IEnumerable<(string Text, string Tone)> Lines(int perTone)
    {
        foreach (var (tone, number) in AdVoices.All.Select((tone, number) => (tone, number)))
        {
            var dice = new Dice(number + 1);
            var seen = new HashSet<string>();
            for (var i = 0; i < Tries && seen.Count < perTone; i++)
            {
                if (Line(tone, dice) is { Length: <= 118 } line && seen.Add(line))
                {
                    yield return (line, tone.Name);
                }
            }
        }
    }

    private static string Line(AdVoice voice, Dice dice)
    {
        var tea = dice.OneOf(Tea.All);
        var used = new HashSet<string>();
        var line = Slot().Replace(dice.OneOf(voice.Templates), slot => slot.Value switch
        {
            "{tea}" => tea.Name,
            "{kind}" => tea.Kind,
            "{colour}" => tea.Colour,
            "{note}" => Fresh(tea.Notes, used, dice),
            "{moment}" => Fresh(tea.Moments, used, dice),
            "{call}" => dice.OneOf(voice.Calls),
            "{word}" => dice.OneOf(voice.Words),
            _ => throw new InvalidOperationException($"No template may say {slot.Value}."),
        });
        return Sentence().Replace(line, start => start.Value.ToUpperInvariant());
    }

    // No line names the same note or moment twice.
    private static string Fresh(string[] choices, HashSet<string> used, Dice dice)
    {
        string choice;
        do
        {
            choice = dice.OneOf(choices);
        }
        while (!used.Add(choice));

        return choice;
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Slot();

    [GeneratedRegex(@"^\p{Ll}|(?<=[.!?] )\p{Ll}")]
    private static partial Regex Sentence();
}
