using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>What a person may set of a draw from <see cref="ReplyTextsFamily"/>, beside the question.</summary>
public sealed record ReplyTextsDraw
{
    [Setting("Temperature", "温度", "Below 1 it keeps to what is likely; above, it dares more. 0 always takes the likeliest.",
        "低于 1 时更保守，高于 1 时更大胆；0 总取最可能的。", Minimum = 0, Maximum = 2)]
    public double Temperature { get; init; } = 0.8;

    [Setting("Likeliest share", "概率占比", "Chooses among the likeliest pieces that have this share of the probability between them.",
        "只在累计概率达到此占比的候选中选择。", Minimum = 0.01, Maximum = 1, Advanced = true)]
    public double TopP { get; init; } = 0.95;
}
