using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Text;

namespace AigcStudio.Generative.Families.TextVae;

/// <summary>What a person may set of a draw from <see cref="TextVaeFamily"/>.</summary>
public sealed record TextVaeDraw
{
    [Setting("Temperature", "温度", "1 writes as it learned to; less is safer, 0 always takes the likeliest letter, more is wilder.",
        "1 按所学书写；更低更稳妥，0 总取最可能的字；更高更大胆。", Minimum = 0, Maximum = 2)]
    public double Temperature { get; init; } = TokenChoice.StandardTemperature;

    [Setting("Top-p", "Top-p", "Chooses among the fewest letters that have this much of the probability; 1 among all.",
        "仅从累计概率达到此值的最少字符中选择；1 表示全部。", Minimum = 0.01, Maximum = 1, Advanced = true)]
    public double TopP { get; init; } = TokenChoice.StandardTopP;

    [Setting("Begins with", "开头", "What every text begins with.", "每段文本的开头。", Maximum = 500)]
    public string Prefix { get; init; } = "";

    [Setting("Walk from", "渐变起点", "A text to walk from, to the one below.", "渐变的起点文本，终点在下方填写。", Maximum = 1000)]
    public string From { get; init; } = "";

    [Setting("Walk to", "渐变终点", "The text at the end of the walk; what is drawn lies between the two.", "渐变的终点文本，生成的内容介于两者之间。", Maximum = 1000)]
    public string To { get; init; } = "";

    [Setting("Drawn from", "取自", "Fitted follows what was learned; normal is the textbook prior, with stranger texts in its gaps.",
        "“拟合”遵循学到的分布；“正态”为教科书先验，空隙处会出现更奇特的文本。", Choices = ["fitted", "normal"], Advanced = true)]
    public string Prior { get; init; } = "fitted";
}
