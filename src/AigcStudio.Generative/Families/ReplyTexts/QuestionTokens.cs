using AigcStudio.Generative.Models.Text;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>
/// A question as it is heard: people type capitals, or none, as they like, and it is the same question. Each word becomes the form of it that
/// is met most often, so that a name has the same number where it is asked about and where it is answered.
/// </summary>
internal static class QuestionTokens
{
    internal static int[] Split(Vocabulary vocabulary, string question) => WordTokens.Split(" " + question.Trim(), vocabulary.NumberInAnyCase);
}
