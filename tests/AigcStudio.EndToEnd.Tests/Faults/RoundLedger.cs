using System.Globalization;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>Every round that was ever played, in the tree beside this file: the next call goes on after the last seed.</summary>
internal static class RoundLedger
{
    private const string Head = "seed,fault,moment,outcome,unknown,seconds";

    private static string Path { get; } = System.IO.Path.Combine(Repository.Root, "tests/AigcStudio.EndToEnd.Tests/Faults/rounds.csv");

    public static int NextSeed() =>
        File.Exists(Path)
            ? File.ReadLines(Path).Skip(1).Select(l => int.Parse(l.Split(',')[0], CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1
            : 1;

    public static void Write(Round round)
    {
        if (!File.Exists(Path))
        {
            File.WriteAllText(Path, Head + "\n");
        }

        File.AppendAllText(Path, string.Create(
            CultureInfo.InvariantCulture,
            $"{round.Seed},{round.Fault},{Cell(round.Moment)},{Cell(round.Outcome)},{round.Unknown},{round.Seconds:0.0}\n"));
    }

    // One line and one column each, without quotes: only the first sentence of what broke.
    private static string Cell(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries).Take(2)).Replace(',', ';').Replace('"', '\'');
}
