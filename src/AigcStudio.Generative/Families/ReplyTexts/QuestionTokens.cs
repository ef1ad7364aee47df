using AigcStudio.Generative.Models.Text;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>A question as it is heard: people type capitals, or none, as they like, and it is the same question.</summary>
internal static class QuestionTokens
{
    internal static string Plain(string question) => " " + question.Trim().ToLowerInvariant();

    internal static int[] Split(Vocabulary vocabulary, string question) => WordTokens.Split(vocabulary, Plain(question));
}
