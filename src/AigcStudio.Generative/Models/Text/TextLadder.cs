using AigcStudio.Core.Models;

namespace AigcStudio.Generative.Models.Text;

/// <summary>The lengths that text families work at, in bytes of UTF-8.</summary>
internal static class TextLadder
{
    /// <summary>Choice of a setting: by the dataset.</summary>
    internal const string Auto = "auto";

    // An LSTM forgets what lies further back, and a processor takes minutes for a page; the person should have meant it.
    private const int LongestByItself = 512;

    private static readonly int[] Steps = [32, 64, 128, 256];

    /// <param name="choice">Bytes, or <see cref="Auto"/>.</param>
    /// <param name="typicalBytes">Of the dataset: 95 % of its texts have no more.</param>
    internal static int BytesFor(string choice, int typicalBytes) =>
        choice == Auto ? Steps.FirstOrDefault(s => s >= typicalBytes, LongestByItself) : int.Parse(choice, null);

    /// <exception cref="RecipeException"><c>recipe.wrongForm</c>.</exception>
    internal static T FormOf<T>(LearnerSetup setup)
        where T : Core.Datasets.ExampleForm => setup.Form as T ?? throw new RecipeException("recipe.wrongForm", setup.Form.Key);
}
