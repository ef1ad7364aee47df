using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.TextVae;

/// <summary>What a person may set of a draw from <see cref="TextVaeFamily"/>; <see cref="TextVaeSampler"/> says what each does.</summary>
public sealed record TextVaeDraw
{
    private const int MostCharacters = 1000;

    [Setting("Temperature", "温度", "Below 1 it keeps to what is likely; above, it dares more. 0 always takes the likeliest.",
        "低于 1 时更保守，高于 1 时更大胆；0 总取最可能的。", Minimum = 0, Maximum = 2)]
    public double Temperature { get; init; } = 0.8;

    [Setting("Begins with", "开头", "Words that every text begins with; leave it empty for none.", "每段文本的开头；留空则无。", Maximum = MostCharacters)]
    public string Prefix { get; init; } = "";

    [Setting("Drawn from", "取自", "Fitted follows what was learned; normal is the textbook prior.", "“拟合”遵循学到的分布；“正态”为教科书先验。",
        Choices = ["fitted", "normal"], Advanced = true)]
    public string Prior { get; init; } = "fitted";

    [Setting("Likeliest share", "概率占比", "Chooses among the likeliest pieces that have this share of the probability between them.",
        "只在累计概率达到此占比的候选中选择。", Minimum = 0.01, Maximum = 1, Advanced = true)]
    public double TopP { get; init; } = 0.95;

    [Setting("Walk from", "过渡起点", "A text at which a walk begins; it needs an end as well.", "过渡的起始文本；还需要终点。", Maximum = MostCharacters, Advanced = true)]
    public string From { get; init; } = "";

    [Setting("Walk to", "过渡终点", "The text at which the walk ends.", "过渡的结束文本。", Maximum = MostCharacters, Advanced = true)]
    public string To { get; init; } = "";
}
