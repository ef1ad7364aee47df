namespace AigcStudio.Benchmarks.Seeds;

/// <summary>
/// <c>demo-texts FOLDER</c>: writes the demo brand's texts: <c>texts.csv</c> (text, label) with its advertisements by tone, and
/// <c>replies.csv</c> (question, reply, intent) with the letters of its customers. The same bytes every time.
/// </summary>
internal static class DemoTexts
{
    private const int LinesPerTone = 600;
    private const int PairsPerIntent = 36;

    internal static void Write(string folder)
    {
        Csv.Write(Path.Combine(folder, "texts.csv"), [["text", "label"], .. AdCopy.Lines(LinesPerTone).Select(l => new[] { l.Text, l.Tone })]);
        Csv.Write(
            Path.Combine(folder, "replies.csv"),
            [["question", "reply", "intent"], .. Letters.All(PairsPerIntent).Select(l => new[] { l.Question, l.Reply, l.Intent })]);
    }
}
