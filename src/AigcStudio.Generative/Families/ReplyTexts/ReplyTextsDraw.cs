using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Text;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>What a person may set of a draw from <see cref="ReplyTextsFamily"/>, beside the question.</summary>
public sealed record ReplyTextsDraw
{
    [Setting("Temperature", "温度", "1 writes as it learned to; less is safer, 0 always takes the likeliest word, more is wilder.",
        "1 按所学书写；更低更稳妥，0 总取最可能的词；更高更大胆。", Minimum = 0, Maximum = 2)]
    public double Temperature { get; init; } = TokenChoice.StandardTemperature;

    [Setting("Top-p", "Top-p", "Chooses among the fewest words that have this much of the probability; 1 among all.",
        "仅从累计概率达到此值的最少词中选择；1 表示全部。", Minimum = 0.01, Maximum = 1, Advanced = true)]
    public double TopP { get; init; } = TokenChoice.StandardTopP;
}
